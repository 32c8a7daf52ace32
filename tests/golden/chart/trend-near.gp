reset
set encoding utf8
set term svg size 400,235 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [235:0]
set label 'Vrijwel gelijke waarden aan het eind van de lijn; deze toelichting is' at 0,9 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'langer dan één regel en loopt door' at 0,24 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '2024' at 257.6,225 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '2022' at 146.1,225 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '2020' at 34.5,225 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '0' at 16.5,209 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '5' at 16.5,153.7 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '10' at 16.5,98.3 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '15' at 16.5,43 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '{/:Bold '.'Bedrijventerrein'.'}' at 281.6,110.7 left font 'Inter,12.5' tc rgb '#0A5C6B' front
set label '{/:Bold '.'Plaspoelpolder-'.'}' at 281.6,125.7 left font 'Inter,12.5' tc rgb '#0A5C6B' front
set label '{/:Bold '.'Noordwest 10,0%'.'}' at 281.6,140.7 left font 'Inter,12.5' tc rgb '#0A5C6B' front
set label 'Pijnacker-Nootdorp' at 281.6,63.7 left noenhanced font 'Inter,12.5' tc rgb '#A34A00' front
set label '10,2%' at 281.6,78.7 left noenhanced font 'Inter,12.5' tc rgb '#A34A00' front
set label 'Nederland 10,1%' at 281.6,94.7 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L5 << END
24.5 209
267.6 209

24.5 153.7
267.6 153.7

24.5 98.3
267.6 98.3

24.5 43
267.6 43

END
$L6 << END
257.6 210
257.6 214

146.1 210
146.1 214

34.5 210
34.5 214

END
$L8 << END
265.6 96.1
278.6 71.2

265.6 98.3
278.6 125.7

END
$L9 << END
34.5 175.8
146.1 109.4
257.6 97.2

END
$L10 << END
34.5 76.2
146.1 107.2
257.6 96.1

END
$L11 << END
34.5 54.1
146.1 103.9
257.6 98.3

END
$L12 << END
32 173.3
37 178.3

143.6 106.9
148.6 111.9

255.1 94.7
260.1 99.7

END
$L13 << END
32 173.3
34.5 170.8
39.5 175.8
34.5 180.8
29.5 175.8
32 173.3

143.6 106.9
146.1 104.4
151.1 109.4
146.1 114.4
141.1 109.4
143.6 106.9

255.1 94.7
257.6 92.2
262.6 97.2
257.6 102.2
252.6 97.2
255.1 94.7

END
$L14 << END
30 76.2
39 76.2

141.6 107.2
150.6 107.2

253.1 96.1
262.1 96.1

END
$L16 << END
34.5 54.1
146.1 103.9
257.6 98.3
END
plot $L5 with lines lw 1 lc rgb '#C9D1D8', \
 $L6 with lines lw 1 lc rgb '#4B5763', \
 $L8 with lines lw 1 lc rgb '#5E6B77', \
 $L9 with lines lw 2 dt (2,4) lc rgb '#17212B', \
 $L10 with lines lw 2 dt (10,5) lc rgb '#A34A00', \
 $L11 with lines lw 3.5 lc rgb '#0A5C6B', \
 $L12 with lines lw 7 lc rgb '#FFFFFF', \
 $L13 with lines lw 1.5 lc rgb '#17212B', \
 $L14 with lines lw 9 lc rgb '#A34A00', \
 $L16 with points pt 7 ps 1.1 lc rgb '#0A5C6B'
unset output
