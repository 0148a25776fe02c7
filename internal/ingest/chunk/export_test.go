package chunk

// WholeFormulas is wholeFormulas for the tests of the package from outside.
var WholeFormulas = wholeFormulas
