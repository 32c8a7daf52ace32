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
$L40 << END
8 22
123 22

END
$L41 << END
8 22
123 22
END
plot $L40 with lines lw 3 lc rgb '#0A5C6B', \
 $L41 with points pt 7 ps 0.9 lc rgb '#0A5C6B'
unset output
