reset
set encoding utf8
set term svg size 400,232 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [232:0]
set label 'Voelt zich gezond (% van 18 jaar en ouder)' at 0,9 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’24' at 252.6,222 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’22' at 216.3,222 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’20' at 179.9,222 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’16' at 107.2,222 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '2012' at 34.5,222 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '50' at 16.5,206 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '60' at 16.5,150.7 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '70' at 16.5,95.3 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '80' at 16.5,40 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'b' at 198.1,27 center noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label '{/:Bold '.'Muziekbuurt 62,7%'.'}' at 276.6,135.7 left font 'Inter,12.5' tc rgb '#0A5C6B' front
set label 'Rijswijk 71,2%' at 276.6,92.3 left noenhanced font 'Inter,12.5' tc rgb '#A34A00' front
set label 'Nederland 72,8%' at 276.6,76.3 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L5 << END
24.5 206
262.6 206

24.5 150.7
262.6 150.7

24.5 95.3
262.6 95.3

24.5 40
262.6 40

END
$L6 << END
252.6 207
252.6 211

216.3 207
216.3 211

179.9 207
179.9 211

107.2 207
107.2 211

34.5 207
34.5 211

END
$L7 << END
198.1 206
198.1 35

END
$L9 << END
34.5 60.5
107.2 65.5
179.9 49.4

216.3 100.9
252.6 79.8

END
$L10 << END
34.5 72.1
107.2 82.6
179.9 60.5

216.3 110.8
252.6 88.7

END
$L11 << END
34.5 107
107.2 124.7
179.9 93.1

216.3 159
252.6 135.7

END
$L12 << END
32 58
37 63

104.7 63
109.7 68

177.4 46.9
182.4 51.9

213.8 98.4
218.8 103.4

250.1 77.3
255.1 82.3

END
$L13 << END
32 58
34.5 55.5
39.5 60.5
34.5 65.5
29.5 60.5
32 58

104.7 63
107.2 60.5
112.2 65.5
107.2 70.5
102.2 65.5
104.7 63

177.4 46.9
179.9 44.4
184.9 49.4
179.9 54.4
174.9 49.4
177.4 46.9

213.8 98.4
216.3 95.9
221.3 100.9
216.3 105.9
211.3 100.9
213.8 98.4

250.1 77.3
252.6 74.8
257.6 79.8
252.6 84.8
247.6 79.8
250.1 77.3

END
$L14 << END
30 72.1
39 72.1

102.7 82.6
111.7 82.6

175.4 60.5
184.4 60.5

211.8 110.8
220.8 110.8

248.1 88.7
257.1 88.7

END
$L16 << END
34.5 107
107.2 124.7
179.9 93.1
216.3 159
252.6 135.7
END
plot $L5 with lines lw 1 lc rgb '#C9D1D8', \
 $L6 with lines lw 1 lc rgb '#4B5763', \
 $L7 with lines lw 1.5 dt (4,4) lc rgb '#4B5763', \
 $L9 with lines lw 2 dt (2,4) lc rgb '#17212B', \
 $L10 with lines lw 2 dt (10,5) lc rgb '#A34A00', \
 $L11 with lines lw 3.5 lc rgb '#0A5C6B', \
 $L12 with lines lw 7 lc rgb '#FFFFFF', \
 $L13 with lines lw 1.5 lc rgb '#17212B', \
 $L14 with lines lw 9 lc rgb '#A34A00', \
 $L16 with points pt 7 ps 1.1 lc rgb '#0A5C6B'
unset output
