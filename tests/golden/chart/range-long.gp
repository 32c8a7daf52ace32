reset
set encoding utf8
set term svg size 400,322 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [322:0]
set label 'Huishoudens met een laag inkomen,' at 0,76 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'langdurig onder de lage-inkomensgrens' at 0,93 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'van vier jaar of meer' at 0,110 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Afstand tot treinstation' at 0,187 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Inkomen per inwoner' at 0,279 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '{/:Bold '.'€ 1.261.000,50'.'}' at 400,110 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'1,0 km'.'}' at 400,187 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'€ 27.700'.'}' at 400,279 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '€ 1.192.000 per huishouden' at 0,150.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '0,2 km' at 0,227.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Pijnacker-Nootdorp € 36.000 · NL € 34.900' at 0,297.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'geen balk: 10 van 26 buurten hebben een waarde' at 0,312.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Pijnacker-Nootdorp € 1.354.000 · Nederland € 1.378.000' at 200,165.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Pijnacker-Nootdorp 2,0 km · Nederland 3,0 km, gewogen naar' at 200,242.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'inwoners van de gemeente in 2024' at 200,257.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '€ 8.887.000 per huishouden' at 400,150.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '5,0 km' at 400,227.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Bedrijventerrein Plaspoelpolder-Noordwest' at 21,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Pijnacker-Nootdorp' at 10,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Nederland' at 165.4,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'middelste helft van de buurten' at 26,52 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'één buurt' at 236.7,52 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L0 << END
0 132
400 132

0 209
400 209

END
$L1 << END
0 52
20 52

104 132
248 132

84.8 209
238.4 209

END
$L2 << END
229.2 46
229.2 58

8 126
8 138

167.4 126
167.4 138

171.2 126
171.2 138

174.1 126
174.1 138

199 126
199 138

225 126
225 138

229.8 126
229.8 138

243.7 126
243.7 138

258.6 126
258.6 138

271 126
271 138

354.6 126
354.6 138

392 126
392 138

8 203
8 215

115.5 203
115.5 215

169.3 203
169.3 215

215.4 203
215.4 215

230.7 203
230.7 215

338.2 203
338.2 215

392 203
392 215

END
$L18 << END
1.5 23
1.5 39

152 120.5
152 143.5

161.6 197.5
161.6 220.5

END
$L19 << END
1.5 23
1.5 39

152 120.5
152 143.5

161.6 197.5
161.6 220.5

END
$L20 << END
7.5 10
104 132
84.8 209
END
$L21 << END
7.5 10
104 132
84.8 209
END
$L22 << END
149.2 27.3
156.6 34.7

196.3 128.3
203.7 135.7

234.7 205.3
242.1 212.7

END
$L23 << END
150 28.1
152.9 25.2
158.7 31
152.9 36.8
147.1 31
150 28.1

197.1 129.1
200 126.2
205.8 132
200 137.8
194.2 132
197.1 129.1

235.5 206.1
238.4 203.2
244.2 209
238.4 214.8
232.6 209
235.5 206.1

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
