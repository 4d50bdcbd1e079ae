const fastest = (work: () => unknown): number =>
  Math.min(
    ...Array.from({ length: 3 }, () => {
      const start = performance.now()
      work()
      return performance.now() - start
    }),
  )

/**
 * How many times longer the work takes for four times the size: about 4 where time grows in proportion, 16 where it grows
 * with the square. A ratio, since a stopwatch in a test measures the machine.
 */
export const growth = (work: (size: number) => unknown, size: number): number =>
  fastest(() => work(size * 4)) /
  Math.max(
    fastest(() => work(size)),
    0.5,
  )
