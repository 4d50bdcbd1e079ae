/** Named places between an outside call and its record, where tests let the process die. */
export type FaultPoint =
  | 'publish:before-call'
  | 'publish:after-call'
  | 'publish:before-record'
  | 'moderate:after-call'

/** Tells that the program has reached a fault point. Does nothing outside tests. */
export type Faults = { reach(point: FaultPoint): void }

/** Kills this process, without any clean-up, when it reaches the named point. */
export const createFaults = (point: string | undefined): Faults => ({
  reach(reached) {
    if (reached === point) process.kill(process.pid, 'SIGKILL')
  },
})
