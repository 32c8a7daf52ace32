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
set label 'Misdrijven per 1.000 inwoners' at 0,9 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’25' at 269,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’24' at 236.7,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’23' at 204.4,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’22' at 172.1,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’21' at 139.8,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’20' at 107.5,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’19' at 75.2,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '−10' at 24.9,194 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '0' at 24.9,138.7 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '10' at 24.9,83.3 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '20' at 24.9,28 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '{/:Bold '.'Muziekbuurt −2*'.'}' at 293,149.7 left font 'Inter,12.5' tc rgb '#0A5C6B' front
set label 'Rijswijk 4 (2023)' at 293,116.5 left noenhanced font 'Inter,12.5' tc rgb '#A34A00' front
$L5 << END
32.9 194
279 194

32.9 138.7
279 138.7

32.9 83.3
279 83.3

32.9 28
279 28

END
$L6 << END
32.9 138.7
279 138.7

269 195
269 199

236.7 195
236.7 199

204.4 195
204.4 199

172.1 195
172.1 199

139.8 195
139.8 199

107.5 195
107.5 199

75.2 195
75.2 199

42.9 195
42.9 199

END
$L8 << END
212.4 116.5
290 116.5

END
$L10 << END
42.9 83.3
75.2 88.9

139.8 182.9
172.1 155.3
204.4 116.5

END
$L11 << END
42.9 72.3

107.5 55.7
139.8 94.4

236.7 122.1
269 149.7

END
$L14 << END
38.4 83.3
47.4 83.3

70.7 88.9
79.7 88.9

135.3 182.9
144.3 182.9

167.6 155.3
176.6 155.3

199.9 116.5
208.9 116.5

END
$L16 << END
42.9 72.3
107.5 55.7
139.8 94.4
236.7 122.1
269 149.7
END
$L17 << END
269 149.7
END
plot $L5 with lines lw 1 lc rgb '#C9D1D8', \
 $L6 with lines lw 1 lc rgb '#4B5763', \
 $L8 with lines lw 1 lc rgb '#5E6B77', \
 $L10 with lines lw 2 dt (10,5) lc rgb '#A34A00', \
 $L11 with lines lw 3.5 lc rgb '#0A5C6B', \
 $L14 with lines lw 9 lc rgb '#A34A00', \
 $L16 with points pt 7 ps 1.1 lc rgb '#0A5C6B', \
 $L17 with points pt 7 ps 0.62 lc rgb '#FFFFFF'
unset output
