import { type getDocumentProxy, getResolvedPDFJS } from 'unpdf'

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>
/** A PDF's way to say where things go: x' = a·x + c·y + e, y' = b·x + d·y + f. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/** A small filled or outlined shape; corners in points, as the page's own text is placed. */
export type Mark = {
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
}

/** No sign of a list is taller or wider than this, in points. */
const LARGEST = 24
/** More small shapes than this on a page are a drawing. */
const MOST_MARKS = 5000
const PLAIN: Matrix = [1, 0, 0, 1, 0, 0]

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
]

const isMatrix = (value: unknown): value is Matrix =>
  value !== null && typeof value === 'object' && 5 in value && typeof value[5] === 'number'

/**
 * The shapes on a page that could be the bullets of a list: many programs draw those instead of writing them. Nothing
 * is painted: the page's instructions are followed only as far as places go. `instructions`: how many those were.
 */
export const marksOf = async (
  page: PdfPage,
): Promise<{ readonly marks: readonly Mark[]; readonly instructions: number }> => {
  const { OPS } = await getResolvedPDFJS()
  const painting = new Set([
    OPS.stroke,
    OPS.closeStroke,
    OPS.fill,
    OPS.eoFill,
    OPS.fillStroke,
    OPS.eoFillStroke,
    OPS.closeFillStroke,
    OPS.closeEOFillStroke,
  ])
  const { fnArray, argsArray } = await page.getOperatorList()
  const marks: Mark[] = []
  const saved: Matrix[] = []
  let matrix = PLAIN
  for (const [index, operation] of fnArray.entries()) {
    const args: readonly unknown[] = argsArray[index] ?? []
    if (operation === OPS.save) saved.push(matrix)
    else if (operation === OPS.restore || operation === OPS.paintFormXObjectEnd)
      matrix = saved.pop() ?? matrix
    else if (operation === OPS.transform && isMatrix(args)) matrix = times(matrix, args)
    else if (operation === OPS.paintFormXObjectBegin) {
      saved.push(matrix)
      if (isMatrix(args[0])) matrix = times(matrix, args[0])
    } else if (operation === OPS.constructPath && painting.has(Number(args[0])))
      marks.push(...markOf(args[2], matrix))
  }
  return { marks: marks.length > MOST_MARKS ? [] : marks, instructions: fnArray.length }
}

/** @param box the least and greatest x and y of a path, as [x, y, x, y] */
const markOf = (box: unknown, matrix: Matrix): readonly Mark[] => {
  if (!(box instanceof Float32Array || Array.isArray(box))) return []
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box
  const [, , , , left, bottom] = times(matrix, [1, 0, 0, 1, x0, y0])
  const [, , , , right, top] = times(matrix, [1, 0, 0, 1, x1, y1])
  const width = Math.abs(right - left)
  const height = Math.abs(top - bottom)
  // Rules and borders are far longer than they are thick.
  if (!(Math.max(width, height) <= LARGEST && Math.min(width, height) * 2.5 >= Math.max(width, height)))
    return []
  return [
    {
      left: Math.min(left, right),
      right: Math.max(left, right),
      bottom: Math.min(bottom, top),
      top: Math.max(bottom, top),
    },
  ]
}
