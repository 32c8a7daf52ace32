reset
set encoding utf8
set term svg size 400,105 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [105:0]
set label 'Koopwoningen' at 0,55 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '{/:Bold '.'40%'.'}' at 400,55 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '0%' at 0,95.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '100%' at 400,95.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Muziekbuurt' at 21,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Rijswijk' at 124.1,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'Nederland' at 205.3,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'middelste helft van de buurten' at 26,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'één buurt' at 236.7,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L0 << END
0 77
400 77

END
$L1 << END
0 31
20 31

123.2 77
238.4 77

END
$L2 << END
229.2 25
229.2 37

8 71
8 83

12 71
12 83

18 71
18 83

21 71
21 83

25 71
25 83

28 71
28 83

31 71
31 83

39 71
39 83

44 71
44 83

48 71
48 83

52 71
52 83

55 71
55 83

58 71
58 83

62 71
62 83

68 71
68 83

71 71
71 83

78 71
78 83

81 71
81 83

87 71
87 83

89 71
89 83

94 71
94 83

97 71
97 83

102 71
102 83

105 71
105 83

108 71
108 83

118 71
118 83

121 71
121 83

124 71
124 83

128 71
128 83

131 71
131 83

137 71
137 83

144 71
144 83

147 71
147 83

150 71
150 83

155 71
155 83

158 71
158 83

164 71
164 83

168 71
168 83

171 71
171 83

174 71
174 83

181 71
181 83

187 71
187 83

190 71
190 83

194 71
194 83

197 71
197 83

200 71
200 83

205 71
205 83

208 71
208 83

213 71
213 83

221 71
221 83

224 71
224 83

227 71
227 83

231 71
231 83

237 71
237 83

240 71
240 83

244 71
244 83

247 71
247 83

250 71
250 83

258 71
258 83

263 71
263 83

266 71
266 83

271 71
271 83

274 71
274 83

277 71
277 83

287 71
287 83

290 71
290 83

293 71
293 83

297 71
297 83

300 71
300 83

306 71
306 83

308 71
308 83

313 71
313 83

316 71
316 83

324 71
324 83

327 71
327 83

332 71
332 83

337 71
337 83

340 71
340 83

343 71
343 83

347 71
347 83

350 71
350 83

356 71
356 83

363 71
363 83

366 71
366 83

369 71
369 83

374 71
374 83

377 71
377 83

382 71
382 83

390 71
390 83

392 71
392 83

END
$L18 << END
115.6 2
115.6 18

180.8 65.5
180.8 88.5

END
$L19 << END
115.6 2
115.6 18

180.8 65.5
180.8 88.5

END
$L20 << END
7.5 10
161.6 77
END
$L21 << END
7.5 10
161.6 77
END
$L22 << END
189.1 6.3
196.5 13.7

196.3 73.3
203.7 80.7

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

END
$L24 << END
394.5 73
398.5 77
394.5 81

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
