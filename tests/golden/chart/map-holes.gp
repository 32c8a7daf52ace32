reset
set encoding utf8
set term svg size 280,278 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:280]
set yrange [278:0]
set label 'Kern ’n "<b>&amp; `rm`$(x) \n{/:Bold}' at 32,231.1 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'andere buurten van Een heel lange' at 32,251.1 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'gemeentenaam aan de rivier, met no…' at 32,266.1 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'dit' at 105.5,105.6 center noenhanced font 'Inter,11.5' tc rgb '#FFFFFF' front
$L31 << END
2 209.1
2 2.1
209 2.1
209 209.1
2 209.1
71 140.1
140 140.1
140 71.1
71 71.1
71 140.1
278 174.6
243.5 105.6
278 105.6
278 174.6
71 140.1
2 209.1

2 2.1
209 2
209 2.1
2 2.1

1 244.6
23 244.6
23 257.6
1 257.6
1 244.6

END
$L32 << END
71 140.1
71 71.1
140 71.1
140 140.1
71 140.1

1 224.6
23 224.6
23 237.6
1 237.6
1 224.6

END
$L34 << END
2 2.1
209 2.1

END
$L36 << END
2 209.1
2 2.1

209 2.1
209 209.1
2 209.1

278 174.6
278 105.6
243.5 105.6
278 174.6

209 2.1
209 2
2 2.1

1 224.6
23 224.6
23 237.6
1 237.6
1 224.6

1 244.6
23 244.6
23 257.6
1 257.6
1 244.6

END
$L38 << END
71 140.1
71 71.1
140 71.1
140 140.1
71 140.1

END
plot $L31 with filledcurves closed fs solid 1.0 noborder fc rgb '#DCE3E2', \
 $L32 with filledcurves closed fs solid 1.0 noborder fc rgb '#0A5C6B', \
 $L34 with lines lw 1.5 lc rgb '#FFFFFF', \
 $L36 with lines lw 1.2 lc rgb '#4B5763', \
 $L38 with lines lw 3 lc rgb '#17212B'
unset output
