reset
set encoding utf8
set term svg size 400,220 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [220:0]
set label 'Inwoners, 2020 = 100' at 0,9 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '2024' at 254.8,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '2020' at 42.8,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '98' at 24.8,194 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '102' at 24.8,138.7 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '106' at 24.8,83.3 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '110' at 24.8,28 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '{/:Bold '.'Muziekbuurt 105,2'.'}' at 278.8,94.4 left font 'Inter,12.5' tc rgb '#0A5C6B' front
set label 'Rijswijk 109,5' at 278.8,34.9 left noenhanced font 'Inter,12.5' tc rgb '#A34A00' front
set label 'Nederland 103,1' at 278.8,123.5 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L5 << END
32.8 194
264.8 194

32.8 138.7
264.8 138.7

32.8 83.3
264.8 83.3

32.8 28
264.8 28

END
$L6 << END
254.8 195
254.8 199

42.8 195
42.8 199

END
$L9 << END
42.8 166.3
254.8 123.5

END
$L10 << END
42.8 166.3
254.8 34.9

END
$L11 << END
42.8 166.3
254.8 94.4

END
$L12 << END
40.3 163.8
45.3 168.8

252.3 121
257.3 126

END
$L13 << END
40.3 163.8
42.8 161.3
47.8 166.3
42.8 171.3
37.8 166.3
40.3 163.8

252.3 121
254.8 118.5
259.8 123.5
254.8 128.5
249.8 123.5
252.3 121

END
$L14 << END
38.3 166.3
47.3 166.3

250.3 34.9
259.3 34.9

END
$L16 << END
42.8 166.3
254.8 94.4
END
plot $L5 with lines lw 1 lc rgb '#C9D1D8', \
 $L6 with lines lw 1 lc rgb '#4B5763', \
 $L9 with lines lw 2 dt (2,4) lc rgb '#17212B', \
 $L10 with lines lw 2 dt (10,5) lc rgb '#A34A00', \
 $L11 with lines lw 3.5 lc rgb '#0A5C6B', \
 $L12 with lines lw 7 lc rgb '#FFFFFF', \
 $L13 with lines lw 1.5 lc rgb '#17212B', \
 $L14 with lines lw 9 lc rgb '#A34A00', \
 $L16 with points pt 7 ps 1.1 lc rgb '#0A5C6B'
unset output
