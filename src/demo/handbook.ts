import type { DocumentReader } from '../platform/documents/read-document.ts'
import { readPolicy } from '../policy-reader/read-policy.ts'
import { blocksOfText } from '../policy-reader/text-blocks.ts'

const text = `Larkmere Primary School

Phones and Social Media

Agreed by governors: September 2022

Next review: September 2024

1. Phones

1.1 Staff must keep their own phones out of sight while they are with children.

1.2 Staff may use their phones in the staff room at break and at lunch.

1.3 On a trip the leader must carry the school's phone and leave its number [insert number] with the office.

2. Pictures

2.1 Staff must not take photographs of pupils with their own phones.

2.2 Photographs of pupils must not be published without the written consent of a parent.

2.3 Staff may share photographs of school events on their own accounts if no pupil is named.

3. Messages

3.1 Staff should not give their own telephone numbers to pupils or parents.

3.2 Anybody who follows the school on Twitter must not be followed back.

3.3 Staff must not discuss pupils in staff groups.

3.4 Staff must report a worrying message to the designated safeguarding lead on the same day.
`

/** An invented page of an old handbook: its review overdue, a gap left open in it, and a network by its name of that time. */
export const handbook = {
  file: { name: 'Staff handbook, page 14.txt', bytes: Buffer.from(text) },
  /** Reads it here: a process with limits is for what strangers send. */
  reader: {
    readPolicy: async ({ bytes }, today) => {
      const document = { blocks: blocksOfText(Buffer.from(bytes).toString()), remarks: [] }
      return { kind: 'read', document, reading: readPolicy(document, { today }) }
    },
  } satisfies Pick<DocumentReader, 'readPolicy'>,
}
