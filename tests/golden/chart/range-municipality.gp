reset
set encoding utf8
set term svg size 400,229 dynamic enhanced font 'Inter,14'
set output '/dev/stdout'
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset border
unset tics
unset key
set xrange [0:400]
set yrange [229:0]
set label 'Inwoners tot 15 jaar' at 0,55 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Inwoners van 15 tot 25 jaar' at 0,117 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label 'Inwoners van 65 jaar en ouder' at 0,179 left noenhanced font 'Inter,14' tc rgb '#17212B' front
set label '{/:Bold '.'19%'.'}' at 400,55 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'10%'.'}' at 400,117 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '{/:Bold '.'20%'.'}' at 400,179 right font 'Inter,14' tc rgb '#0A5C6B' front
set label '1%' at 0,95.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '1%' at 0,157.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '3%' at 0,219.5 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'NL 15%' at 200,95.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'NL 12%' at 200,157.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'NL 20%' at 200,219.5 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '28% ► 2 hoger' at 400,95.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '15%' at 400,157.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '43% ► 1 hoger' at 400,219.5 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label 'Rijswijk' at 21,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'The Netherlands' at 102.2,10 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'middle half of the municipalities' at 26,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
set label 'one municipality' at 242.7,31 left noenhanced font 'Inter,12.5' tc rgb '#17212B' front
$L0 << END
0 77
400 77

0 139
400 139

0 201
400 201

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

END
$L2 << END
235.2 25
235.2 37

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

END
$L20 << END
7.5 10
264 77
254.9 139
171.2 201
END
$L21 << END
7.5 10
264 77
254.9 139
171.2 201
END
$L22 << END
86 6.3
93.4 13.7

203.4 73.3
210.8 80.7

306 135.3
313.4 142.7

167.5 197.3
174.9 204.7

END
$L23 << END
86.8 7.1
89.7 4.2
95.5 10
89.7 15.8
83.9 10
86.8 7.1

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

END
$L24 << END
394.5 73
398.5 77
394.5 81

394.5 197
398.5 201
394.5 205

END
plot $L0 with lines lw 12 lc rgb '#E6EBEE', \
 $L1 with lines lw 12 lc rgb '#C3CDD4', \
 $L2 with lines lw 1 lc rgb '#5E6B77', \
 $L20 with points pt 7 ps 1.68 lc rgb '#FFFFFF', \
 $L21 with points pt 7 ps 1.4 lc rgb '#0A5C6B', \
 $L22 with lines lw 10.6 lc rgb '#FFFFFF', \
 $L23 with lines lw 1.7 lc rgb '#17212B', \
 $L24 with lines lw 2 lc rgb '#17212B'
unset output
