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
set label '’; system(’x’) & <b> `id` _a^b {c} \n @d ~e' at 0,9 left noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '<2>' at 181.5,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’1`' at 85,210 center noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '’1’ & <_^{}>' at 67,194 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '3%' at 67,28 right noenhanced font 'Inter,12.5' tc rgb '#4B5763' front
set label '{/:Bold '.'Zo’s \{/:Bold x\} '.'\&'.''.'}' at 302,88 left font 'Inter,12.5' tc rgb '#0A5C6B' front
set label '{/:Bold '.'<1>\_\^\@\~\\`%'.'}' at 302,103 left font 'Inter,12.5' tc rgb '#0A5C6B' front
set label 'Zo’s {/:Bold x} &' at 302,119 left noenhanced font 'Inter,12.5' tc rgb '#A34A00' front
set label '<1>_^@~\`%' at 302,134 left noenhanced font 'Inter,12.5' tc rgb '#A34A00' front
$L5 << END
75 194
288 194

75 193.2
288 193.2

75 28
288 28

END
$L6 << END
278 195
278 199

181.5 195
181.5 199

85 195
85 199

END
$L8 << END
189.5 111
299 95.5

189.5 111
299 126.5

END
$L10 << END
181.5 111

END
$L11 << END
181.5 111

END
$L14 << END
177 111
186 111

END
$L16 << END
181.5 111
END
plot $L5 with lines lw 1 lc rgb '#C9D1D8', \
 $L6 with lines lw 1 lc rgb '#4B5763', \
 $L8 with lines lw 1 lc rgb '#5E6B77', \
 $L10 with lines lw 2 dt (10,5) lc rgb '#A34A00', \
 $L11 with lines lw 3.5 lc rgb '#0A5C6B', \
 $L14 with lines lw 9 lc rgb '#A34A00', \
 $L16 with points pt 7 ps 1.1 lc rgb '#0A5C6B'
unset output
