/** F18: nobody opens, copies or removes what could be an indecent image of a child; the DSL decides. */
export const stopFirst =
  'Stop if it could show a child nude, nearly nude or in a sexual way. Do not open, copy, send or remove it: tell the DSL now.'
