reset
set encoding utf8
set term svg size 400,300 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [300:0]
set label 'Koopwoningen, 2024' at 0,61 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Grootte van huishoudens, 2024' at 0,139 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Een heel lang onderwerp dat met moeite op "een" regel' at 0,217 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'past & <meer> dan dat, 2024' at 0,234 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '25%' at 0,113.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '1,8' at 0,191.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '5' at 0,286.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '78%' at 400,113.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '2,3' at 400,191.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '5' at 400,286.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '1 Muziekbuurt' at 21,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label '2 Cromvliet' at 147,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label '3 Oud-Rijswijk' at 255.7,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Rijswijk' at 10,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Nederland' at 91.2,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label '{/:Bold '.'1'.'}' at 12,80 center font 'Inter,12.5' tc rgb '#0A5C6B' front
set label '{/:Bold '.'3'.'}' at 231.9,80 center font 'Inter,12.5' tc rgb '#0A5C6B' front
set label '{/:Bold '.'2'.'}' at 388,80 center font 'Inter,12.5' tc rgb '#0A5C6B' front
set label '{/:Bold '.'1, 2'.'}' at 155.2,158 center font 'Inter,12.5' tc rgb '#0A5C6B' front
set label '{/:Bold '.'1, 2, 3'.'}' at 200,253 center font 'Inter,12.5' tc rgb '#0A5C6B' front
$L0 << END
0 96
400 96

0 174
400 174

0 269
400 269

END
$L18 << END
1.5 23
1.5 39

182.3 87
182.3 105

END
$L19 << END
1.5 23
1.5 39

182.3 87
182.3 105

END
$L20 << END
7.5 10
133.5 10
242.2 10
12 96
231.9 96
388 96
155.2 174
155.2 174
200 269
200 269
200 269
END
$L21 << END
7.5 10
133.5 10
242.2 10
12 96
231.9 96
388 96
155.2 174
155.2 174
200 269
200 269
200 269
END
$L22 << END
75 27.3
82.4 34.7

235.3 92.3
242.7 99.7

241.1 170.3
248.5 177.7

END
$L23 << END
75.8 28.1
78.7 25.2
84.5 31
78.7 36.8
72.9 31
75.8 28.1

236.1 93.1
239 90.2
244.8 96
239 101.8
233.2 96
236.1 93.1

241.9 171.1
244.8 168.2
250.6 174
244.8 179.8
239 174
241.9 171.1

END
plot $L0 with lines lw 12 lc rgb '#E6EBEE', \
 $L18 with lines lw 6 lc rgb '#FFFFFF', \
 $L19 with lines lw 3 lc rgb '#A34A00', \
 $L20 with points pt 7 ps 1.68 lc rgb '#FFFFFF', \
 $L21 with points pt 7 ps 1.4 lc rgb '#0A5C6B', \
 $L22 with lines lw 10.6 lc rgb '#FFFFFF', \
 $L23 with lines lw 1.7 lc rgb '#17212B'
unset output
