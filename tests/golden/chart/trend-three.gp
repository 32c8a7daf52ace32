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
set label 'Voelt zich eenzaam (% van 18 jaar en ouder)' at 0,9 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '2020' at 265.2,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '2016' at 149.9,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '2012' at 34.5,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '35' at 16.5,194 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '40' at 16.5,160.8 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '45' at 16.5,127.6 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '50' at 16.5,94.4 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '55' at 16.5,61.2 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '60' at 16.5,28 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '{/:Bold '.'Muziekbuurt 57%'.'}' at 289.2,45.3 left font 'Inter,12.5' tc rgb '#0A5C6B' front
set label 'Rijswijk 52%' at 289.2,82.4 left noenhanced font 'Inter,12.5' tc rgb '#A34A00' front
set label 'Nederland 47%' at 289.2,114.3 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L5 << END
24.5 194
275.2 194

24.5 160.8
275.2 160.8

24.5 127.6
275.2 127.6

24.5 94.4
275.2 94.4

24.5 61.2
275.2 61.2

24.5 28
275.2 28

END
$L6 << END
265.2 195
265.2 199

149.9 195
149.9 199

34.5 195
34.5 199

END
$L9 << END
34.5 163.5
149.9 138.2
265.2 114.3

END
$L10 << END
34.5 148.8
149.9 109.7
265.2 82.4

END
$L11 << END
34.5 114.3
149.9 68.5
265.2 45.3

END
$L12 << END
32 161
37 166

147.4 135.7
152.4 140.7

262.7 111.8
267.7 116.8

END
$L13 << END
32 161
34.5 158.5
39.5 163.5
34.5 168.5
29.5 163.5
32 161

147.4 135.7
149.9 133.2
154.9 138.2
149.9 143.2
144.9 138.2
147.4 135.7

262.7 111.8
265.2 109.3
270.2 114.3
265.2 119.3
260.2 114.3
262.7 111.8

END
$L14 << END
30 148.8
39 148.8

145.4 109.7
154.4 109.7

260.7 82.4
269.7 82.4

END
$L16 << END
34.5 114.3
149.9 68.5
265.2 45.3
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
