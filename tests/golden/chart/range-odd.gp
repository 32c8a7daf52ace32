reset
set encoding utf8
set term svg size 400,137 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [137:0]
set label '’; system(’x’) & <b>"50%" `id` _a^b' at 0,55 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '{c} \n @d ~e \ #' at 0,72 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '{/:Bold '.'’5%’ '.'\&'.' <3>\_\^\{\}\\\@\~`'.'}' at 400,72 right font 'Inter,14' tc rgb '#0A5C6B' front
set label 'low’s' at 0,112.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’; system(’x’) & <b>"50%" `id` _a^b {c} \n @d ~e \ #' at 200,127.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '$x|y"z" t' at 400,112.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’s-Gravenhage & "Zo"' at 21,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label '<Rijswijk> 100% `x`' at 178.8,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Ned_er^land {\} @~' at 19,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'é’n \n helft' at 178.7,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'één buurt' at 268.8,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L0 << END
0 94
400 94

END
$L1 << END
152.7 31
172.7 31

56 94
152 94

END
$L2 << END
261.3 25
261.3 37

8 88
8 100

56 88
56 100

104 88
104 100

392 88
392 100

END
$L18 << END
170.3 2
170.3 18

152 82.5
152 105.5

END
$L19 << END
170.3 2
170.3 18

152 82.5
152 105.5

END
$L20 << END
7.5 10
200 94
END
$L21 << END
7.5 10
200 94
END
$L22 << END
2.8 27.3
10.2 34.7

100.3 90.3
107.7 97.7

END
$L23 << END
3.6 28.1
6.5 25.2
12.3 31
6.5 36.8
0.7 31
3.6 28.1

101.1 91.1
104 88.2
109.8 94
104 99.8
98.2 94
101.1 91.1

END
plot $L0 with lines lw 12 lc rgb '#E6EBEE', \
 $L1 with lines lw 12 lc rgb '#C3CDD4', \
 $L2 with lines lw 1 lc rgb '#5E6B77', \
 $L18 with lines lw 6 lc rgb '#FFFFFF', \
 $L19 with lines lw 3 lc rgb '#A34A00', \
 $L20 with points pt 7 ps 1.68 lc rgb '#FFFFFF', \
 $L21 with points pt 7 ps 1.4 lc rgb '#0A5C6B', \
 $L22 with lines lw 10.6 lc rgb '#FFFFFF', \
 $L23 with lines lw 1.7 lc rgb '#17212B'
unset output
