reset
set encoding utf8
set term svg size 400,467 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [467:0]
set label 'Klassen: kwintielen, afgerond. In elke klasse zitten ongeveer' at 0,442.4 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'evenveel buurten.' at 0,457.4 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '2 buurten' at 400,380.4 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '1 buurt' at 400,400.4 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '1 buurt' at 400,420.4 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'minder dan 20%' at 32,380.4 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label '20% of meer' at 32,400.4 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'geen cijfer, of minder dan 200 inwoners' at 32,420.4 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label '12%' at 101,259.4 center noenhanced font 'Inter,11.5' tc rgb '#17212B' front
set label '34%' at 299,259.4 center noenhanced font 'Inter,11.5' tc rgb '#FFFFFF' front
$L25 << END
2 358.4
2 160.4
200 160.4
200 358.4
2 358.4

1 373.9
23 373.9
23 386.9
1 386.9
1 373.9

END
$L29 << END
200 358.4
200 160.4
398 160.4
398 358.4
200 358.4

1 393.9
23 393.9
23 406.9
1 406.9
1 393.9

END
$L30 << END
2 160.4
2 2
200 2
200 160.4
2 160.4

1 413.9
23 413.9
23 426.9
1 426.9
1 413.9

END
$L33 << END
5 2
2 5

12 2
2 12

19 2
2 19

26 2
2 26

33 2
2 33

40 2
2 40

47 2
2 47

54 2
2 54

61 2
2 61

68 2
2 68

75 2
2 75

82 2
2 82

89 2
2 89

96 2
2 96

103 2
2 103

110 2
2 110

117 2
2 117

124 2
2 124

131 2
2 131

138 2
2 138

145 2
2 145

152 2
2 152

159 2
2 159

166 2
7.6 160.4

173 2
14.6 160.4

180 2
21.6 160.4

187 2
28.6 160.4

194 2
35.6 160.4

200 3
42.6 160.4

200 10
49.6 160.4

200 17
56.6 160.4

200 24
63.6 160.4

200 31
70.6 160.4

200 38
77.6 160.4

200 45
84.6 160.4

200 52
91.6 160.4

200 59
98.6 160.4

200 66
105.6 160.4

200 73
112.6 160.4

200 80
119.6 160.4

200 87
126.6 160.4

200 94
133.6 160.4

200 101
140.6 160.4

200 108
147.6 160.4

200 115
154.6 160.4

200 122
161.6 160.4

200 129
168.6 160.4

200 136
175.6 160.4

200 143
182.6 160.4

200 150
189.6 160.4

200 157
196.6 160.4

6.1 413.9
1 419

13.1 413.9
1 426

20.1 413.9
7.1 426.9

23 418
14.1 426.9

23 425
21.1 426.9

END
$L34 << END
200 160.4
2 160.4

END
$L36 << END
2 358.4
200 358.4

2 160.4
2 358.4

200 160.4
200 2
2 2
2 160.4

1 373.9
23 373.9
23 386.9
1 386.9
1 373.9

1 393.9
23 393.9
23 406.9
1 406.9
1 393.9

1 413.9
23 413.9
23 426.9
1 426.9
1 413.9

END
$L38 << END
200 358.4
200 160.4

200 358.4
398 358.4
398 160.4
200 160.4

END
plot $L25 with filledcurves closed fs solid 1.0 noborder fc rgb '#E3F0F0', \
 $L29 with filledcurves closed fs solid 1.0 noborder fc rgb '#06424D', \
 $L30 with filledcurves closed fs solid 1.0 noborder fc rgb '#FFFFFF', \
 $L33 with lines lw 1 lc rgb '#5E6B77', \
 $L34 with lines lw 1.5 lc rgb '#FFFFFF', \
 $L36 with lines lw 1.2 lc rgb '#4B5763', \
 $L38 with lines lw 3 lc rgb '#17212B'
unset output
