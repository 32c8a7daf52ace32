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
set label 'Inwoners per km² land' at 0,9 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’24' at 247.7,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’22' at 213.4,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’20' at 179.2,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’18' at 144.9,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’16' at 110.7,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’14' at 76.4,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '0' at 41.3,194 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '2500' at 41.3,152.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '5000' at 41.3,111 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '7500' at 41.3,69.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '10000' at 41.3,28 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '{/:Bold '.'Muziekbuurt 8.608*'.'}' at 271.7,50.7 left font 'Inter,12.5' tc rgb '#0A5C6B' front
set label 'Rijswijk 4.267*' at 271.7,123.1 left noenhanced font 'Inter,12.5' tc rgb '#A34A00' front
set label 'Nederland 533' at 271.7,185.1 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L5 << END
49.3 194
257.7 194

49.3 152.5
257.7 152.5

49.3 111
257.7 111

49.3 69.5
257.7 69.5

49.3 28
257.7 28

END
$L6 << END
247.7 195
247.7 199

230.5 195
230.5 199

213.4 195
213.4 199

196.3 195
196.3 199

179.2 195
179.2 199

162 195
162 199

144.9 195
144.9 199

127.8 195
127.8 199

110.7 195
110.7 199

93.6 195
93.6 199

76.4 195
76.4 199

59.3 195
59.3 199

END
$L9 << END
59.3 185.9
76.4 185.8
93.6 185.7
110.7 185.7
127.8 185.6
144.9 185.5
162 185.5
179.2 185.4
196.3 185.3
213.4 185.3
230.5 185.2
247.7 185.1

END
$L10 << END
59.3 135.9
76.4 134.7
93.6 133.6
110.7 132.4
127.8 131.3
144.9 130.1
162 128.9
179.2 127.8
196.3 126.6
213.4 125.4
230.5 124.3
247.7 123.1

END
$L11 << END
59.3 82.8
76.4 72.3
93.6 70.2
110.7 76.3
127.8 65.8
144.9 63.7
162 69.8
179.2 59.4
196.3 57.2
213.4 63.4
230.5 52.9
247.7 50.7

END
$L12 << END
56.8 183.4
61.8 188.4

73.9 183.3
78.9 188.3

91.1 183.2
96.1 188.2

108.2 183.2
113.2 188.2

125.3 183.1
130.3 188.1

142.4 183
147.4 188

159.5 183
164.5 188

176.7 182.9
181.7 187.9

193.8 182.8
198.8 187.8

210.9 182.8
215.9 187.8

228 182.7
233 187.7

245.2 182.6
250.2 187.6

END
$L13 << END
56.8 183.4
59.3 180.9
64.3 185.9
59.3 190.9
54.3 185.9
56.8 183.4

73.9 183.3
76.4 180.8
81.4 185.8
76.4 190.8
71.4 185.8
73.9 183.3

91.1 183.2
93.6 180.7
98.6 185.7
93.6 190.7
88.6 185.7
91.1 183.2

108.2 183.2
110.7 180.7
115.7 185.7
110.7 190.7
105.7 185.7
108.2 183.2

125.3 183.1
127.8 180.6
132.8 185.6
127.8 190.6
122.8 185.6
125.3 183.1

142.4 183
144.9 180.5
149.9 185.5
144.9 190.5
139.9 185.5
142.4 183

159.5 183
162 180.5
167 185.5
162 190.5
157 185.5
159.5 183

176.7 182.9
179.2 180.4
184.2 185.4
179.2 190.4
174.2 185.4
176.7 182.9

193.8 182.8
196.3 180.3
201.3 185.3
196.3 190.3
191.3 185.3
193.8 182.8

210.9 182.8
213.4 180.3
218.4 185.3
213.4 190.3
208.4 185.3
210.9 182.8

228 182.7
230.5 180.2
235.5 185.2
230.5 190.2
225.5 185.2
228 182.7

245.2 182.6
247.7 180.1
252.7 185.1
247.7 190.1
242.7 185.1
245.2 182.6

END
$L14 << END
54.8 135.9
63.8 135.9

71.9 134.7
80.9 134.7

89.1 133.6
98.1 133.6

106.2 132.4
115.2 132.4

123.3 131.3
132.3 131.3

140.4 130.1
149.4 130.1

157.5 128.9
166.5 128.9

174.7 127.8
183.7 127.8

191.8 126.6
200.8 126.6

208.9 125.4
217.9 125.4

226 124.3
235 124.3

243.2 123.1
252.2 123.1

END
$L15 << END
228 124.3
233 124.3

245.2 123.1
250.2 123.1

END
$L16 << END
59.3 82.8
76.4 72.3
93.6 70.2
110.7 76.3
127.8 65.8
144.9 63.7
162 69.8
179.2 59.4
196.3 57.2
213.4 63.4
230.5 52.9
247.7 50.7
END
$L17 << END
247.7 50.7
END
plot $L5 with lines lw 1 lc rgb '#C9D1D8', \
 $L6 with lines lw 1 lc rgb '#4B5763', \
 $L9 with lines lw 2 dt (2,4) lc rgb '#17212B', \
 $L10 with lines lw 2 dt (10,5) lc rgb '#A34A00', \
 $L11 with lines lw 3.5 lc rgb '#0A5C6B', \
 $L12 with lines lw 7 lc rgb '#FFFFFF', \
 $L13 with lines lw 1.5 lc rgb '#17212B', \
 $L14 with lines lw 9 lc rgb '#A34A00', \
 $L15 with lines lw 5 lc rgb '#FFFFFF', \
 $L16 with points pt 7 ps 1.1 lc rgb '#0A5C6B', \
 $L17 with points pt 7 ps 0.62 lc rgb '#FFFFFF'
unset output
