reset
set encoding utf8
set term svg size 400,495 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [495:0]
set label 'Alle buurten gelijk' at 0,55 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Boven het eind van de as' at 0,117 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Onder het begin van de as' at 0,179 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Geen andere buurt heeft een waarde' at 0,241 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Gebied heeft geen waarde' at 0,303 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'As ontbreekt' at 0,365 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Niet getekend' at 0,405 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Negatief saldo' at 0,445 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '{/:Bold '.'3'.'}' at 400,55 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'99%'.'}' at 400,117 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'−12%'.'}' at 400,179 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'7%'.'}' at 400,241 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'.'.'}' at 400,303 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'1'.'}' at 400,365 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'€ 27.700'.'}' at 400,405 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'−4,5'.'}' at 400,445 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '3' at 0,95.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '0%' at 0,157.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '0%' at 0,219.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '0%' at 0,281.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '3%' at 0,343.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk . · NL .' at 0,383.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk € 36.000 · NL € 34.900' at 0,423.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '−20,0' at 0,485.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk 3 · NL 3' at 200,95.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk 60% · NL 70%' at 200,157.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk 20% · NL −3%' at 200,219.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk . · NL 9%' at 200,281.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk 12% · NL 9%' at 200,343.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk 2,0 · NL 0,1' at 200,485.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '3' at 400,95.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '50%' at 400,157.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '50%' at 400,219.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '20%' at 400,281.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '17%' at 400,343.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'geen balk: 0 van 26' at 400,383.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'geen balk: 10 van 26' at 400,423.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '9,0' at 400,485.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Muziekbuurt' at 21,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Rijswijk' at 124.1,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Nederland' at 205.3,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'middelste helft van de buurten' at 26,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'één buurt' at 236.7,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L0 << END
0 77
400 77

0 139
400 139

0 201
400 201

0 263
400 263

0 325
400 325

0 467
400 467

END
$L1 << END
0 31
20 31

199 77
201 77

46.4 139
161.6 139

46.4 201
161.6 201

35.4 325
282.3 325

180.1 467
286.1 467

END
$L2 << END
229.2 25
229.2 37

200 71
200 83

15.7 133
15.7 145

46.4 133
46.4 145

161.6 133
161.6 145

238.4 133
238.4 145

15.7 195
15.7 207

46.4 195
46.4 207

161.6 195
161.6 207

238.4 195
238.4 207

8 319
8 331

35.4 319
35.4 331

145.1 319
145.1 331

282.3 319
282.3 331

392 319
392 331

8 461
8 473

180.1 461
180.1 473

233.1 461
233.1 473

286.1 461
286.1 473

392 461
392 473

END
$L18 << END
115.6 2
115.6 18

200 65.5
200 88.5

352 127.5
352 150.5

161.6 189.5
161.6 212.5

254.9 313.5
254.9 336.5

299.3 455.5
299.3 478.5

END
$L19 << END
115.6 2
115.6 18

200 65.5
200 88.5

352 127.5
352 150.5

161.6 189.5
161.6 212.5

254.9 313.5
254.9 336.5

299.3 455.5
299.3 478.5

END
$L20 << END
7.5 10
200 77
384 139
16 201
142.4 263
213.2 467
END
$L21 << END
7.5 10
200 77
384 139
16 201
142.4 263
213.2 467
END
$L22 << END
189.1 6.3
196.5 13.7

196.3 73.3
203.7 80.7

364.3 135.3
371.7 142.7

28.3 197.3
35.7 204.7

177.1 259.3
184.5 266.7

168.9 321.3
176.3 328.7

270.5 463.3
277.9 470.7

END
$L23 << END
189.9 7.1
192.8 4.2
198.6 10
192.8 15.8
187 10
189.9 7.1

197.1 74.1
200 71.2
205.8 77
200 82.8
194.2 77
197.1 74.1

365.1 136.1
368 133.2
373.8 139
368 144.8
362.2 139
365.1 136.1

29.1 198.1
32 195.2
37.8 201
32 206.8
26.2 201
29.1 198.1

177.9 260.1
180.8 257.2
186.6 263
180.8 268.8
175 263
177.9 260.1

169.7 322.1
172.6 319.2
178.4 325
172.6 330.8
166.8 325
169.7 322.1

271.3 464.1
274.2 461.2
280 467
274.2 472.8
268.4 467
271.3 464.1

END
$L24 << END
394.5 135
398.5 139
394.5 143

5.5 197
1.5 201
5.5 205

END
plot $L0 with lines lw 12 lc rgb '#E6EBEE', \
 $L1 with lines lw 12 lc rgb '#C3CDD4', \
 $L2 with lines lw 1 lc rgb '#5E6B77', \
 $L18 with lines lw 6 lc rgb '#FFFFFF', \
 $L19 with lines lw 3 lc rgb '#A34A00', \
 $L20 with points pt 7 ps 1.68 lc rgb '#FFFFFF', \
 $L21 with points pt 7 ps 1.4 lc rgb '#0A5C6B', \
 $L22 with lines lw 10.6 lc rgb '#FFFFFF', \
 $L23 with lines lw 1.7 lc rgb '#17212B', \
 $L24 with lines lw 2 lc rgb '#17212B'
unset output
