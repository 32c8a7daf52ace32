reset
set encoding utf8
set term svg size 132,44 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:132]
set yrange [44:0]
$L7 << END
94.3 6
94.3 38

END
$L39 << END
8 36
46.3 34.1
84.7 30.2
103.8 28.3

END
$L40 << END
8 32.1
46.3 24.4

103.8 12.8
123 8

END
$L41 << END
8 32.1
46.3 24.4
103.8 12.8
123 8
END
$L42 << END
103.8 12.8
123 8
END
plot $L7 with lines lw 1.5 dt (4,4) lc rgb '#4B5763', \
 $L39 with lines lw 1.6 dt (6,4) lc rgb '#A34A00', \
 $L40 with lines lw 3 lc rgb '#0A5C6B', \
 $L41 with points pt 7 ps 0.9 lc rgb '#0A5C6B', \
 $L42 with points pt 7 ps 0.45 lc rgb '#FFFFFF'
unset output
