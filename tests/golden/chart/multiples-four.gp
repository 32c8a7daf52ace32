reset
set encoding utf8
set term svg size 400,217 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [217:0]
set label '17%' at 0,102 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '40%' at 139.3,102 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '7%' at 0,200 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '19%*' at 121.3,102 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '42%' at 260.7,102 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '≈ 5%' at 400,102 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '8%' at 121.3,200 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'één wijk' at 30,9 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Rijswijk' at 125.2,9 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Wijk 01' at 0,36 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Een wijk met een…' at 139.3,36 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Wijk ’drie’' at 278.7,36 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Wijk 04' at 0,134 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L5 << END
0 92
121.3 92

139.3 92
260.7 92

278.7 92
400 92

0 190
121.3 190

END
$L7 << END
227.3 46
227.3 92

END
$L43 << END
95.2 9
119.2 9

6 71.2
60.7 70.3
115.3 69.4

145.3 71.2
200 70.3
254.7 69.4

284.7 71.2
339.3 70.3
394 69.4

6 169.2
60.7 168.3
115.3 167.4

END
$L44 << END
0 9
24 9

6 73.8
60.7 72.9
115.3 72.1

145.3 53.7

254.7 52

284.7 86
339.3 85.1
394 84.3

6 180.5
60.7 180.1
115.3 179.6

END
$L45 << END
6 73.8
60.7 72.9
115.3 72.1
145.3 53.7
254.7 52
284.7 86
339.3 85.1
394 84.3
6 180.5
60.7 180.1
115.3 179.6
END
$L46 << END
115.3 72.1
284.7 86
END
plot $L5 with lines lw 1 lc rgb '#C9D1D8', \
 $L7 with lines lw 1.5 dt (4,4) lc rgb '#4B5763', \
 $L43 with lines lw 1.6 dt (6,4) lc rgb '#0A5C6B', \
 $L44 with lines lw 2.5 lc rgb '#5E6B77', \
 $L45 with points pt 7 ps 0.7 lc rgb '#5E6B77', \
 $L46 with points pt 7 ps 0.35 lc rgb '#FFFFFF'
unset output
