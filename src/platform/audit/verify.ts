import { createHash } from 'node:crypto'
import pg from 'pg'
import { detailCommitment } from './audit.ts'

export type AuditProblem = {
  readonly schoolId: string
  readonly stream: string
  readonly seq: number
  readonly problem: string
}
export type AuditReport = {
  readonly chains: number
  readonly events: number
  readonly erased: number
  readonly problems: readonly AuditProblem[]
}

const chainHash = (previous: string, seq: number, fact: string): string =>
  createHash('sha256').update(`${previous}\n${seq}\n${fact}`).digest('hex')

/** Reads a commitment out of a fact; null when the event had no detail, undefined when the fact is not readable. */
const commitmentIn = (fact: string): string | null | undefined => {
  try {
    return (JSON.parse(fact) as { detail: string | null }).detail
  } catch {
    return undefined
  }
}

/**
 * Recomputes every school's chains from the first event, as the owner role (the app itself cannot read concerns' events).
 * Finds a changed, missing, added or reordered event, a changed detail, and a head that does not fit the last event.
 */
export async function verifyAudit(ownerUrl: string): Promise<AuditReport> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const problems: AuditProblem[] = []
  let events = 0
  let erased = 0
  try {
    await client.query('begin isolation level repeatable read read only')
    const heads = await client.query<{ school_id: string; stream: string; seq: string; hash: string }>(
      'select school_id, stream, seq, hash from audit_head order by school_id, stream',
    )
    for (const head of heads.rows) {
      const chain = { schoolId: head.school_id, stream: head.stream }
      let expected = 0
      let hash = ''
      // In pages, so that a trail of years fits in memory.
      for (let after = 0, more = true; more; ) {
        const { rows } = await client.query<{
          seq: string
          fact: string
          hash: string
          salt: string | null
          detail: string | null
        }>(
          `select e.seq, e.fact, e.hash, d.salt, d.detail from audit_event e
             left join audit_detail d on d.school_id = e.school_id and d.stream = e.stream and d.seq = e.seq
           where e.school_id = $1 and e.stream = $2 and e.seq > $3 order by e.seq limit 5000`,
          [head.school_id, head.stream, after],
        )
        for (const row of rows) {
          const seq = Number(row.seq)
          events++
          expected++
          if (seq !== expected)
            problems.push({ ...chain, seq: expected, problem: `event ${expected} is missing` })
          expected = seq
          if (chainHash(hash, seq, row.fact) !== row.hash)
            problems.push({
              ...chain,
              seq,
              problem: 'the event or its hash was changed after it was written',
            })
          hash = row.hash
          const commitment = commitmentIn(row.fact)
          if (row.detail === null && commitment) erased++
          if (row.detail !== null && detailCommitment(row.salt ?? '', row.detail) !== commitment)
            problems.push({
              ...chain,
              seq,
              problem: 'the detail of the event was changed after it was written',
            })
          after = seq
        }
        more = rows.length > 0
      }
      if (Number(head.seq) !== expected || head.hash !== hash)
        problems.push({
          ...chain,
          seq: Number(head.seq),
          problem: 'the end of the chain does not fit: events were removed or added',
        })
    }
    const stray = await client.query<{ school_id: string; stream: string }>(
      `select distinct school_id, stream from audit_event e
       where not exists (select from audit_head h where h.school_id = e.school_id and h.stream = e.stream)`,
    )
    for (const row of stray.rows)
      problems.push({
        schoolId: row.school_id,
        stream: row.stream,
        seq: 0,
        problem: 'events without the head of their chain',
      })
    return { chains: heads.rows.length, events, erased, problems }
  } finally {
    await client.end()
  }
}
