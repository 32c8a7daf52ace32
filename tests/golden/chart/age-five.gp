reset
set encoding utf8
set term svg size 400,211 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [211:0]
set label '0–14 jaar' at 82.5,44.5 right noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '15–24 jaar' at 82.5,81.5 right noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '25–44 jaar' at 82.5,118.5 right noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '45–64 jaar' at 82.5,155.5 right noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '65 en ouder' at 82.5,192.5 right noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '{/:Bold '.'17%'.'}' at 400,44.5 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'10%'.'}' at 400,81.5 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'27%'.'}' at 400,118.5 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'24%'.'}' at 400,155.5 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'23%'.'}' at 400,192.5 right font 'Inter,14' tc rgb '#0A5C6B' front
set label 'Muziekbuurt' at 26,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Rijswijk' at 129.1,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Nederland' at 210.3,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L3 << END
92.5 44.5
239.9 44.5

92.5 81.5
177.3 81.5

92.5 118.5
321.6 118.5

92.5 155.5
294.3 155.5

92.5 192.5
289.3 192.5

END
$L4 << END
0 10
20 10

END
$L6 << END
92.5 26
92.5 211

END
$L18 << END
120.6 2
120.6 18

235.8 29.5
235.8 59.5

170.2 66.5
170.2 96.5

324.2 103.5
324.2 133.5

312 140.5
312 170.5

279.3 177.5
279.3 207.5

END
$L19 << END
120.6 2
120.6 18

235.8 29.5
235.8 59.5

170.2 66.5
170.2 96.5

324.2 103.5
324.2 133.5

312 140.5
312 170.5

279.3 177.5
279.3 207.5

END
$L22 << END
194.1 6.3
201.5 13.7

223.2 40.8
230.6 48.2

194.5 77.8
201.9 85.2

301.6 114.8
309 122.2

327.5 151.8
334.9 159.2

256.1 188.8
263.5 196.2

END
$L23 << END
194.9 7.1
197.8 4.2
203.6 10
197.8 15.8
192 10
194.9 7.1

224 41.6
226.9 38.7
232.7 44.5
226.9 50.3
221.1 44.5
224 41.6

195.3 78.6
198.2 75.7
204 81.5
198.2 87.3
192.4 81.5
195.3 78.6

302.4 115.6
305.3 112.7
311.1 118.5
305.3 124.3
299.5 118.5
302.4 115.6

328.3 152.6
331.2 149.7
337 155.5
331.2 161.3
325.4 155.5
328.3 152.6

256.9 189.6
259.8 186.7
265.6 192.5
259.8 198.3
254 192.5
256.9 189.6

END
plot $L3 with lines lw 22 lc rgb '#0A5C6B', \
 $L4 with lines lw 12 lc rgb '#0A5C6B', \
 $L6 with lines lw 1 lc rgb '#4B5763', \
 $L18 with lines lw 6 lc rgb '#FFFFFF', \
 $L19 with lines lw 3 lc rgb '#A34A00', \
 $L22 with lines lw 10.6 lc rgb '#FFFFFF', \
 $L23 with lines lw 1.7 lc rgb '#17212B'
unset output
