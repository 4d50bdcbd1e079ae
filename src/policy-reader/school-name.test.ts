import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { schoolName } from './school-name.ts'
import { blocksOfText } from './text-blocks.ts'

const named = (text: string) => schoolName(blocksOfText(text))

describe('the name of the school', () => {
  const texts: readonly (readonly [name: string | null, text: string])[] = [
    ['Brackenhill Academy', 'THE HAWTHORN LEARNING TRUST\nBrackenhill Academy\nStaff Social Media Policy\n'],
    ['Little Otters Pre-School', 'Little Otters Pre-School\n\nFacebook Page Rules\n'],
    [
      "St Bride's Catholic Primary School",
      "Policies >\n\nAt St Bride's Catholic Primary School we tell families our news online.",
    ],
    ['Thornby Federation of Church Schools', 'Social Media\n\nThornby Federation of Church Schools\n'],
    ['Oaktree Community Primary School', 'OAKTREE COMMUNITY PRIMARY SCHOOL - SOCIAL MEDIA POLICY\n'],
    [
      'Our Lady of the Fells Primary School',
      'MODEL POLICY FOR SCHOOLS\n\nName of School: Our Lady of the Fells Primary School\n',
    ],
    ['Marlpit Junior School', 'School | Marlpit Junior School\nRatified by | Full Governing Body\n'],
    [
      'Co-op Academy Fernley',
      'Co-op Academy Fernley Statement of Intent\n\nCo-op Academy Fernley sees the good in it.',
    ],
    ['Larkland', 'Larkland knows that staff like to chat. Staff are ambassadors for Larkland at all times.'],
    ['Hearts and Hands', 'At Hearts and Hands we care. Employees at Hearts and Hands should be kind.'],
    ["St Hilda's", "St Hilda's school is careful online. It is what St Hilda's school does."],
    ['Greenlees', 'Staff must not mention any of the firms that Greenlees works with.'],
    ['Ysgol Maes Coed', 'Ysgol Maes Coed\n\nSocial Media Policy\n'],
    [
      "St Peter's Church of England (Aided) Primary School",
      "St Peter's Church of England (Aided) Primary School\nSocial Media Policy\n",
    ],
    ["St Oda's R.C. Primary School", "St Oda's R.C. Primary School\n\nSocial Media Policy\n"],
    [
      'The Fennel and Sedge Federation',
      'The Fennel and Sedge Federation\n\nFennel C.E. Infant School * Sedge Junior School\n\nSocial media\n',
    ],
    ['Marram Learning Partnership', 'Marram Learning Partnership\n\nSocial media accounts\n'],
    ['Otter Weir Canoe Club', 'Otter Weir Canoe Club\n\nWelfare\n\nCoaches must be polite.\n'],
    ['Dunlin Lane Primary School', 'Guidance\n\nAdopted by Dunlin Lane Primary School on: 02/09/2021\n'],
    ['Alumnia', 'Alumnia Social Media Policy\n\nThe school likes social media.'],
    [
      null,
      'Social Media Policy\n\nThe school expects its staff to be careful. The School Leadership Team decides.',
    ],
    [
      null,
      'Social Media\n\nWe use Twitter and Facebook. The Governing Body follows Keeping Children Safe in Education. Kent County Council helps every Primary School.',
    ],
  ]
  for (const [name, text] of texts)
    it(`${name ?? 'none'}: ${text.slice(0, 40)}…`, () => assert.equal(named(text), name))

  it('takes the longer form where the document uses both', () => {
    const text =
      "Great Elm St Luke's CE Primary School\n\nWe at St Luke's CE Primary School care. St Luke's CE Primary School uses Facebook."
    assert.equal(named(text), "Great Elm St Luke's CE Primary School")
  })
})
