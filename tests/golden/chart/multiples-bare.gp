reset
set encoding utf8
set term svg size 400,119 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [119:0]
set label '5%' at 121.3,102 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'één buurt' at 30,9 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Dorp' at 0,36 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L5 << END
0 92
121.3 92

END
$L44 << END
0 9
24 9

6 69
115.3 69

END
$L45 << END
6 69
115.3 69
END
plot $L5 with lines lw 1 lc rgb '#C9D1D8', \
 $L44 with lines lw 2.5 lc rgb '#5E6B77', \
 $L45 with points pt 7 ps 0.7 lc rgb '#5E6B77'
unset output
