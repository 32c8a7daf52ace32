reset
set encoding utf8
set term svg size 400,174 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [174:0]
set label '0–14 jaar' at 149.2,44.5 right noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '15–24 jaar' at 149.2,81.5 right noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'inwoners van' at 149.2,110 right noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'vijfentwintig tot vijfe…' at 149.2,127 right noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '65 & ouder’s' at 149.2,155.5 right noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '{/:Bold '.'45%'.'}' at 400,44.5 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'.'.'}' at 400,81.5 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'0%'.'}' at 400,118.5 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'30% van alle…'.'}' at 400,155.5 right font 'Inter,14' tc rgb '#0A5C6B' front
set label 'Bedrijventerrein Plaspoelpolder-Noordwest' at 26,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Nederland' at 324.1,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L3 << END
159.2 44.5
282 44.5

159.2 118.5
159.2 118.5

159.2 155.5
282 155.5

END
$L4 << END
0 10
20 10

END
$L6 << END
159.2 26
159.2 174

END
$L18 << END
179.7 66.5
179.7 96.5

159.2 103.5
159.2 133.5

282 140.5
282 170.5

END
$L19 << END
179.7 66.5
179.7 96.5

159.2 103.5
159.2 133.5

282 140.5
282 170.5

END
$L22 << END
307.9 6.3
315.3 13.7

278.3 77.8
285.7 85.2

155.5 114.8
162.9 122.2

278.3 151.8
285.7 159.2

END
$L23 << END
308.7 7.1
311.6 4.2
317.4 10
311.6 15.8
305.8 10
308.7 7.1

279.1 78.6
282 75.7
287.8 81.5
282 87.3
276.2 81.5
279.1 78.6

156.3 115.6
159.2 112.7
165 118.5
159.2 124.3
153.4 118.5
156.3 115.6

279.1 152.6
282 149.7
287.8 155.5
282 161.3
276.2 155.5
279.1 152.6

END
$L24 << END
290 40.5
294 44.5
290 48.5

290 77.5
294 81.5
290 85.5

END
plot $L3 with lines lw 22 lc rgb '#0A5C6B', \
 $L4 with lines lw 12 lc rgb '#0A5C6B', \
 $L6 with lines lw 1 lc rgb '#4B5763', \
 $L18 with lines lw 6 lc rgb '#FFFFFF', \
 $L19 with lines lw 3 lc rgb '#A34A00', \
 $L22 with lines lw 10.6 lc rgb '#FFFFFF', \
 $L23 with lines lw 1.7 lc rgb '#17212B', \
 $L24 with lines lw 2 lc rgb '#17212B'
unset output
