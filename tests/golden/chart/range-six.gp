reset
set encoding utf8
set term svg size 400,430 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [430:0]
set label 'Inwoners tot 15 jaar' at 0,55 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Inwoners van 15 tot 25 jaar' at 0,117 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Inwoners van 65 jaar en ouder' at 0,179 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Eenpersoonshuishoudens' at 0,241 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Gemiddelde WOZ-waarde' at 0,303 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Personen per huishouden' at 0,380 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '{/:Bold '.'19%'.'}' at 400,55 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'10%'.'}' at 400,117 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'20%'.'}' at 400,179 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'46%'.'}' at 400,241 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'€ 261.000'.'}' at 400,303 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'2,0'.'}' at 400,380 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '1%' at 0,95.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '1%' at 0,157.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '3%' at 0,219.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '9%' at 0,281.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '€ 192.000' at 0,343.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '1,4' at 0,420.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk 17% · NL 15%' at 200,95.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk 9% · NL 12%' at 200,157.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk 21% · NL 20%' at 200,219.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk 42% · NL 38%' at 200,281.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk € 354.000 · NL € 378.000' at 200,358.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk 2,0 · NL 2,1' at 200,420.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '28% ► 2 hoger' at 400,95.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '15%' at 400,157.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '43% ► 1 hoger' at 400,219.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '74%' at 400,281.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '€ 500.000 ► 1 hoger' at 400,343.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '3,3' at 400,420.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
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

0 402
400 402

END
$L1 << END
0 31
20 31

164.4 77
242.7 77

172.6 139
254.9 139

132.8 201
248 201

143.9 263
273.8 263

105.2 325
292.3 325

68.6 402
189.9 402

END
$L2 << END
229.2 25
229.2 37

8 71
8 83

66.3 71
66.3 83

70.6 71
70.6 83

72 71
72 83

128.9 71
128.9 83

131.7 71
131.7 83

164.4 71
164.4 83

175.8 71
175.8 83

180.1 71
180.1 83

182.9 71
182.9 83

197.2 71
197.2 83

214.2 71
214.2 83

218.5 71
218.5 83

222.8 71
222.8 83

229.9 71
229.9 83

232.7 71
232.7 83

238.4 71
238.4 83

239.8 71
239.8 83

265.4 71
265.4 83

279.6 71
279.6 83

285.3 71
285.3 83

392 71
392 83

8 133
8 145

84.8 133
84.8 145

125.9 133
125.9 145

136.9 133
136.9 145

142.4 133
142.4 145

147.9 133
147.9 145

150.6 133
150.6 145

153.4 133
153.4 145

158.9 133
158.9 145

164.3 133
164.3 145

172.6 133
172.6 145

191.8 133
191.8 145

219.2 133
219.2 145

224.7 133
224.7 145

230.2 133
230.2 145

232.9 133
232.9 145

241.1 133
241.1 145

243.9 133
243.9 145

249.4 133
249.4 145

293.3 133
293.3 145

331.7 133
331.7 145

392 133
392 145

8 195
8 207

45.4 195
45.4 207

87.7 195
87.7 207

100.2 195
100.2 207

103 195
103 207

126.1 195
126.1 207

137.6 195
137.6 207

153 195
153 207

159.7 195
159.7 207

165.4 195
165.4 207

175 195
175 207

192.3 195
192.3 207

195.2 195
195.2 207

203.8 195
203.8 207

209.6 195
209.6 207

227.8 195
227.8 207

238.4 195
238.4 207

247 195
247 207

251.8 195
251.8 207

263.4 195
263.4 207

273 195
273 207

299.8 195
299.8 207

310.4 195
310.4 207

392 195
392 207

8 257
8 269

44 257
44 269

54.1 257
54.1 269

79.5 257
79.5 269

87.8 257
87.8 269

113.7 257
113.7 269

143.3 257
143.3 269

211.8 257
211.8 269

218.3 257
218.3 269

218.9 257
218.9 269

227.2 257
227.2 269

233.1 257
233.1 269

239.6 257
239.6 269

241.9 257
241.9 269

244.3 257
244.3 269

247.3 257
247.3 269

275 257
275 269

284.5 257
284.5 269

298.7 257
298.7 269

299.2 257
299.2 269

311.1 257
311.1 269

322.3 257
322.3 269

392 257
392 269

8 319
8 331

48.4 319
48.4 331

60.9 319
60.9 331

99.3 319
99.3 331

132.4 319
132.4 331

149.1 319
149.1 331

151.4 319
151.4 331

168.2 319
168.2 331

185.9 319
185.9 331

188.5 319
188.5 331

202.1 319
202.1 331

209.2 319
209.2 331

224.9 319
224.9 331

240.6 319
240.6 331

242.4 319
242.4 331

249.9 319
249.9 331

264.7 319
264.7 331

272.7 319
272.7 331

273.3 319
273.3 331

278.3 319
278.3 331

280 319
280 331

288 319
288 331

323.7 319
323.7 331

392 319
392 331

8 396
8 408

88.8 396
88.8 408

109.1 396
109.1 408

129.3 396
129.3 408

149.5 396
149.5 408

169.7 396
169.7 408

189.9 396
189.9 408

210.1 396
210.1 408

230.3 396
230.3 408

250.5 396
250.5 408

270.7 396
270.7 408

290.9 396
290.9 408

311.2 396
311.2 408

392 396
392 408

END
$L18 << END
115.6 2
115.6 18

235.6 65.5
235.6 88.5

227.4 127.5
227.4 150.5

180.8 189.5
180.8 212.5

203 251.5
203 274.5

210 313.5
210 336.5

129.3 390.5
129.3 413.5

END
$L19 << END
115.6 2
115.6 18

235.6 65.5
235.6 88.5

227.4 127.5
227.4 150.5

180.8 189.5
180.8 212.5

203 251.5
203 274.5

210 313.5
210 336.5

129.3 390.5
129.3 413.5

END
$L20 << END
7.5 10
264 77
254.9 139
171.2 201
226.6 263
94 325
129.3 402
END
$L21 << END
7.5 10
264 77
254.9 139
171.2 201
226.6 263
94 325
129.3 402
END
$L22 << END
189.1 6.3
196.5 13.7

203.4 73.3
210.8 80.7

306 135.3
313.4 142.7

167.5 197.3
174.9 204.7

175.6 259.3
183 266.7

236.2 321.3
243.6 328.7

145.8 398.3
153.2 405.7

END
$L23 << END
189.9 7.1
192.8 4.2
198.6 10
192.8 15.8
187 10
189.9 7.1

204.2 74.1
207.1 71.2
212.9 77
207.1 82.8
201.3 77
204.2 74.1

306.8 136.1
309.7 133.2
315.5 139
309.7 144.8
303.9 139
306.8 136.1

168.3 198.1
171.2 195.2
177 201
171.2 206.8
165.4 201
168.3 198.1

176.4 260.1
179.3 257.2
185.1 263
179.3 268.8
173.5 263
176.4 260.1

237 322.1
239.9 319.2
245.7 325
239.9 330.8
234.1 325
237 322.1

146.6 399.1
149.5 396.2
155.3 402
149.5 407.8
143.7 402
146.6 399.1

END
$L24 << END
394.5 73
398.5 77
394.5 81

394.5 197
398.5 201
394.5 205

394.5 321
398.5 325
394.5 329

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
