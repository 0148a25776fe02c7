package flashcard

import "regexp"

// command is one of LaTeX in a formula.
var command = regexp.MustCompile(`\\[A-Za-z]+`)

// ownCommand reports a formula with a command that its author made: what it
// stands for is written elsewhere, and nobody can set it.
func ownCommand(tex string) bool {
	for _, c := range command.FindAllString(tex, -1) {
		if !commands[c[1:]] {
			return true
		}
	}
	return false
}

// commands are those of LaTeX and of the American Mathematical Society that
// formulas are made of.
var commands = setOf(`alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi omicron pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega digamma
	Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi Chi Psi Omega varGamma varDelta varTheta varLambda varXi varPi varSigma varUpsilon varPhi varPsi varOmega
	aleph beth gimel daleth ell hbar hslash imath jmath wp Re Im partial nabla infty emptyset varnothing prime backprime angle measuredangle triangle square Box blacksquare Diamond lozenge complement eth mho Finv Bbbk flat natural sharp surd top bot degree checkmark dag dagger ddag ddagger star bigstar ast bullet circ bigcirc diamond
	frac dfrac tfrac cfrac binom dbinom tbinom genfrac sqrt root over atop choose sum prod coprod int iint iiint iiiint oint oiint intop smallint bigcup bigcap bigsqcup bigvee bigwedge bigodot bigotimes bigoplus biguplus
	lim limsup liminf varlimsup varliminf injlim projlim sup inf max min arg argmax argmin det dim deg ker hom gcd Pr sin cos tan cot sec csc arcsin arccos arctan arcctg sinh cosh tanh coth sh ch th tg ctg cotg exp log ln lg operatorname mod bmod pmod pod
	le leq leqq leqslant ge geq geqq geqslant ne neq lt gt ll gg lll ggg equiv approx approxeq cong sim simeq thicksim backsim asymp doteq propto varpropto prec succ preceq succeq preccurlyeq succcurlyeq subset supset subseteq supseteq subsetneq supsetneq subseteqq supseteqq nsubseteq nsupseteq sqsubset sqsupset sqsubseteq sqsupseteq in ni notin owns not mid nmid parallel nparallel perp models vdash dashv vDash Vdash nvdash nvDash between bowtie smile frown colon coloneqq eqqcolon Coloneqq triangleq trianglelefteq trianglerighteq triangleleft triangleright vartriangle lhd rhd unlhd unrhd nless ngtr nleq ngeq lnot neg land lor wedge vee barwedge veebar forall exists nexists therefore because
	pm mp times div cdot cdotp centerdot setminus smallsetminus backslash cap cup uplus sqcap sqcup oplus ominus otimes oslash odot amalg wr ltimes rtimes boxplus boxtimes boxdot
	to gets mapsto longmapsto leftarrow rightarrow leftrightarrow longleftarrow longrightarrow longleftrightarrow Leftarrow Rightarrow Leftrightarrow Longleftarrow Longrightarrow Longleftrightarrow implies impliedby iff uparrow downarrow updownarrow Uparrow Downarrow Updownarrow nearrow searrow swarrow nwarrow hookrightarrow hookleftarrow rightharpoonup rightharpoondown leftharpoonup leftharpoondown rightleftharpoons leftrightharpoons rightleftarrows leftrightarrows rightrightarrows twoheadrightarrow rightarrowtail rightsquigarrow leadsto xrightarrow xleftarrow xRightarrow xLeftarrow xrightleftharpoons nrightarrow nRightarrow nleftarrow circlearrowleft circlearrowright curvearrowright upharpoonright restriction dashrightarrow
	hat widehat bar overline underline widebar tilde widetilde vec dot ddot dddot acute grave breve check mathring overrightarrow overleftarrow overleftrightarrow underbrace overbrace underbracket overbracket overset underset stackrel substack sideset overparen boxed cancel bcancel xcancel phantom vphantom hphantom smash rlap llap mathrlap mathllap mathclap
	mathbb mathbf mathcal mathfrak mathit mathrm mathsf mathtt mathscr boldsymbol bm bold pmb text textbf textit textrm textsf texttt textnormal textstyle displaystyle scriptstyle scriptscriptstyle mbox hbox rm bf it sf tt cal emph mathord mathop mathbin mathrel mathopen mathclose mathpunct mathinner limits nolimits
	left right middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm lbrace rbrace lbrack rbrack langle rangle lceil rceil lfloor rfloor lvert rvert lVert rVert vert Vert lgroup rgroup ulcorner urcorner llcorner lrcorner
	ldots cdots vdots ddots dots dotsb dotsc dotsi dotsm dotso quad qquad enspace enskip thinspace medspace thickspace negthinspace negmedspace negthickspace space hspace hskip kern mkern mskip nobreak nonumber notag tag label newline cr hline begin end color textcolor colorbox unit qty SI ce pu euro pounds yen S P copyright
	Bra Ket bra ket braket Braket`)
