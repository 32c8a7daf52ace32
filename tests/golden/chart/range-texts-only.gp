reset
set encoding utf8
set term svg size 400,83 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [83:0]
set label 'Inkomen' at 0,55 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '{/:Bold '.'€ 27.700'.'}' at 400,55 right font 'Inter,14' tc rgb '#0A5C6B' front
set label 'NL € 34.900' at 0,73.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'geen balk: 10 van 26' at 400,73.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Muziekbuurt' at 21,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Nederland' at 133.1,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'middelste helft van de buurten' at 26,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'één buurt' at 236.7,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L1 << END
0 31
20 31

END
$L2 << END
229.2 25
229.2 37

END
$L20 << END
7.5 10
END
$L21 << END
7.5 10
END
$L22 << END
116.9 6.3
124.3 13.7

END
$L23 << END
117.7 7.1
120.6 4.2
126.4 10
120.6 15.8
114.8 10
117.7 7.1

END
plot $L1 with lines lw 12 lc rgb '#C3CDD4', \
 $L2 with lines lw 1 lc rgb '#5E6B77', \
 $L20 with points pt 7 ps 1.68 lc rgb '#FFFFFF', \
 $L21 with points pt 7 ps 1.4 lc rgb '#0A5C6B', \
 $L22 with lines lw 10.6 lc rgb '#FFFFFF', \
 $L23 with lines lw 1.7 lc rgb '#17212B'
unset output
