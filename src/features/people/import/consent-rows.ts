import { Temporal } from '../../../kernel/clock.ts'
import type { Channel } from '../../../networks/network.ts'
import type { CsvTable } from './decode-csv.ts'
import { type Column, headingOf } from './header-map.ts'
import { readUpn, upnColumn } from './pupil-rows.ts'
import { type ReadRows, type RowCells, readRows } from './read-rows.ts'
import { rowErrors } from './row-errors.ts'

/** What a parent said about pictures of one pupil on one channel. An empty cell says nothing and gives no row. */
export type ConsentRow = {
  readonly upn: string
  readonly channel: Channel
  readonly state: 'given' | 'refused' | 'withdrawn'
  /** When consent was given; always there where the state is 'given'. */
  readonly givenOn: Temporal.PlainDate | null
  /** What shows it ('signed form 2026'); always there where the state is 'given'. */
  readonly evidence: string | null
}

const channelColumn = (name: string, ...more: string[]): Column => ({
  holds: `consent for ${name}`,
  headings: [name, `${name} consent`, `Consent ${name}`, ...more],
  required: false,
  several: 'one',
  longest: 40,
})

const channels = {
  website: channelColumn('Website', 'School website'),
  facebook: channelColumn('Facebook'),
  instagram: channelColumn('Instagram'),
  bluesky: channelColumn('Bluesky'),
  x: channelColumn('X', 'Twitter', 'X (Twitter)'),
  newsletter: channelColumn('Newsletter'),
  press: channelColumn('Press', 'Local press'),
  display: channelColumn('Display', 'Displays', 'School displays'),
} as const satisfies Record<Channel, Column>

const channelNames = Object.keys(channels) as Channel[]

const columns = {
  upn: upnColumn,
  ...channels,
  givenOn: {
    holds: 'the date of consent',
    headings: ['Consent given on', 'Consent date', 'Date of consent'],
    required: false,
    several: 'one',
    longest: 40,
  },
  evidence: {
    holds: 'the evidence of consent',
    headings: ['Evidence', 'Consent evidence'],
    required: false,
    several: 'one',
    longest: 200,
  },
} as const satisfies Record<string, Column>

type Cells = RowCells<keyof typeof columns>

/** How management information systems head their one tick for photographs. It names no channel (F55). */
const bareTick: Column = {
  holds: 'the photograph tick',
  headings: [
    'Photo',
    'Photos',
    'Photograph',
    'Photographs',
    'Photography',
    'Photo consent',
    'Photos consent',
    'Photograph consent',
    'Photographs consent',
    'Photography consent',
    'Photographic consent',
    'Photo permission',
    'Photograph permission',
    'Consent photo',
    'Consent photograph',
    'Consent to photographs',
    'Image consent',
    'Images',
    'Social media',
    'Social media consent',
  ],
  required: false,
  several: 'first-filled',
  longest: 40,
}

const channelHeadings = channelNames.map(channel => channels[channel].headings[0]).join(', ')

const BARE_TICK = `This tick does not say where a picture may be shown, so it does not count as consent for social media: it is an internal record only. Ask parents channel by channel, and give the file one column for each: ${channelHeadings}.`

/**
 * Reads image consents. Consent has to be shown to have been given (UK GDPR, Article 7), so a "yes" needs a date and
 * evidence. A file whose only consent is a tick for "photographs" is refused, whatever the tick says.
 * @param known the school's pupils by UPN, as recorded: others are errors
 * @param today London date; consent cannot have been given later
 */
export const readConsentRows = (
  table: CsvTable,
  known: ReadonlySet<string>,
  today: Temporal.PlainDate,
): ReadRows<ConsentRow> => {
  const { row } = table.header
  if (!channelNames.some(channel => headingOf(table, channels[channel]) !== undefined)) {
    const tick = headingOf(table, bareTick)
    const problem = `There is no column for a channel. Add one or more of: ${channelHeadings}.`
    return rowErrors([
      { row, column: tick ?? 'Website', value: '', problem: tick === undefined ? problem : BARE_TICK },
    ])
  }
  const read = readRows(table, columns, cells => readPupilConsents(cells, known, today))
  return read.kind === 'errors' ? read : { ...read, rows: read.rows.flat() }
}

const readPupilConsents = (
  cells: Cells,
  known: ReadonlySet<string>,
  today: Temporal.PlainDate,
): ConsentRow[] | undefined => {
  const upn = readUpn(cells)
  const states = channelNames.map(channel => ({ channel, state: readState(cells, channel) }))
  const givenOn = readDate(cells, today)
  const evidence = cells.text('evidence')
  if (upn !== undefined && !known.has(upn)) {
    cells.refuse('upn', 'No pupil here has this UPN. Import the pupils first, or remove the row.')
  }
  if (states.some(({ state }) => state === 'given')) {
    if (givenOn === null)
      cells.refuse('givenOn', 'A “yes” needs the date on which consent was given. Enter it.')
    if (evidence === '') {
      cells.refuse('evidence', 'A “yes” needs its evidence. Write what shows it, such as “signed form 2026”.')
    }
  }
  if (upn === undefined || givenOn === undefined || evidence === undefined) return undefined
  return states.flatMap(({ channel, state }) =>
    state === undefined || state === 'not-said'
      ? []
      : [{ upn, channel, state, givenOn: state === 'refused' ? null : givenOn, evidence: evidence || null }],
  )
}

const readState = (cells: Cells, channel: Channel): ConsentRow['state'] | 'not-said' | undefined => {
  switch (cells.text(channel)?.toLowerCase()) {
    case undefined:
      return undefined
    case '':
      return 'not-said'
    case 'yes':
    case 'y':
      return 'given'
    case 'no':
    case 'n':
      return 'refused'
    case 'withdrawn':
      return 'withdrawn'
    default:
      return cells.refuse(
        channel,
        'Write yes, no or withdrawn, or clear the cell if the parent has not said.',
      )
  }
}

/** Null for an empty cell. */
const readDate = (cells: Cells, today: Temporal.PlainDate): Temporal.PlainDate | null | undefined => {
  const text = cells.text('givenOn')
  if (text === undefined) return undefined
  if (text === '') return null
  const date = dateOf(text)
  if (date === undefined) {
    return cells.refuse('givenOn', 'This is not a date. Write it as day/month/year, such as 05/09/2026.')
  }
  if (Temporal.PlainDate.compare(date, today) > 0) {
    return cells.refuse('givenOn', 'This date is in the future. Enter the day on which consent was given.')
  }
  // No pupil's consent is older: a slip of the keyboard.
  if (date.year < today.year - 20) {
    return cells.refuse('givenOn', 'This date is more than 20 years ago. Check the year.')
  }
  return date
}

/** 5/9/2026, 05/09/2026 or 2026-09-05. */
const dateOf = (text: string): Temporal.PlainDate | undefined => {
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  const [year, month, day] = british
    ? [british[3], british[2], british[1]]
    : (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.slice(1) ?? [])
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    )
  } catch {
    return undefined
  }
}
