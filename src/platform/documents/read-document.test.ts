import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, describe, it } from 'node:test'
import { deflateSync } from 'node:zlib'
import * as word from 'docx'
import { unzipSync, zipSync } from 'fflate'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import { asDocx, asPdf } from '../../../test/support/policy-documents.ts'
import { Temporal } from '../../kernel/clock.ts'
import type { DocumentText } from '../../policy-reader/document.ts'
import { readPolicy } from '../../policy-reader/read-policy.ts'
import { createDocumentReader, largestDocument } from './read-document.ts'
import type { DocumentRefusalReason } from './refusals.ts'

const reader = createDocumentReader()
after(() => reader.close())

const words = 'Staff must not accept pupils as friends.'
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

const readText = async (bytes: Uint8Array, name = 'policy'): Promise<DocumentText> => {
  const answer = await reader.read({ name, bytes })
  return answer.kind === 'read' ? answer.document : assert.fail(answer.message)
}

const assertRefused = async (
  bytes: Uint8Array,
  reason: DocumentRefusalReason,
  message: RegExp,
  by = reader,
): Promise<void> => {
  const answer = await by.read({ name: 'policy', bytes })
  if (answer.kind !== 'refused') assert.fail(`read as ${answer.document.blocks.length} blocks`)
  assert.match(answer.message, message)
  assert.equal(answer.reason, reason)
}

const pdfOf = (draw: (pdf: PDFKit.PDFDocument) => void, options: PDFKit.PDFDocumentOptions = {}) =>
  new Promise<Buffer>(resolve => {
    const pdf = new PDFDocument(options)
    const chunks: Buffer[] = []
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    draw(pdf)
    pdf.end()
  })

/** A Word document with some of its parts put in or replaced. */
const docxWith = async (parts: Record<string, Uint8Array>, text = words): Promise<Uint8Array> =>
  zipSync({ ...unzipSync(await asDocx(text)), ...parts })

/** The smallest PDF with one page whose content is this stream, deflated. */
const pdfWithStream = (content: Buffer): Buffer => {
  const stream = deflateSync(content)
  return Buffer.concat([
    Buffer.from(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
        '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n' +
        `4 0 obj<</Length ${stream.length}/Filter/FlateDecode>>stream\n`,
    ),
    stream,
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
  ])
}

describe('reading what a file is by its content', () => {
  const encodings: readonly [string, Uint8Array][] = [
    ['UTF-8', bytesOf('Parents’ evening')],
    ['UTF-8 with a mark', bytesOf('\ufeffParents’ evening')],
    ['UTF-16 with a mark', Buffer.from('\ufeffParents’ evening', 'utf16le')],
    ['UTF-16 without one', Buffer.from('Parents’ evening', 'utf16le')],
    ['Windows-1252', Buffer.from('Parents\x92 evening', 'latin1')],
  ]
  for (const [encoding, bytes] of encodings)
    it(`reads text in ${encoding}`, async () =>
      assert.match((await readText(bytes)).blocks[0]?.text ?? '', /^Parents['’] evening$/))

  it('reads a web page without its programs and its way round the site', async () => {
    const html = `<!-- saved --><!DOCTYPE html><html><head><title>x</title><script>document.write('no')</script></head>
      <body><nav><a href="/">Home</a></nav><h2>Staff</h2><p>${words}</p><ol start="3"><li>Ask the office.<br>Then wait for its answer.<ul><li>always in writing.</li></ul></li></ol>
      <table><tr><th>Owner</th><td>Headteacher</td></tr></table><img src="http://127.0.0.1:9/x.png"></body></html>`
    const { blocks } = await readText(bytesOf(html))
    assert.deepEqual(
      blocks.map(({ kind, marker, level, text }) => [kind, marker, level, text]),
      [
        ['heading', '', 2, 'Staff'],
        ['paragraph', '', 0, words],
        ['item', '3.', 1, 'Ask the office.'],
        ['paragraph', '', 0, 'Then wait for its answer.'],
        ['item', '•', 1, 'always in writing.'],
        ['row', '', 0, 'Owner\tHeadteacher'],
      ],
    )
  })

  it('reads a piece of a web page that is named as one', async () => {
    assert.deepEqual(
      (await readText(bytesOf(`<div><p>${words}</p></div>`), 'policy.HTM')).blocks.map(({ text }) => text),
      [words],
    )
  })

  it('says on which page, paragraph or line a block stands', async () => {
    const twoPages = await pdfOf(pdf => pdf.text(words).addPage().text('Parents should ask first.'))
    assert.deepEqual(
      (await readText(twoPages)).blocks.map(({ place }) => place),
      ['page 1', 'page 2'],
    )
    assert.equal((await readText(await asDocx(`${words}\n\nAsk first.`))).blocks[1]?.place, 'paragraph 2')
    assert.equal((await readText(bytesOf(`${words}\n\nAsk the office first.`))).blocks[1]?.place, 'line 3')
  })

  it('takes the numbers that Word counts itself as they show', async () => {
    const level = (at: number, format: 'decimal' | 'lowerLetter' | 'lowerRoman', text: string) => ({
      level: at,
      format,
      text,
    })
    const numbered = (text: string, at: number) =>
      new word.Paragraph({ text, numbering: { reference: 'policy', level: at } })
    const document = new word.Document({
      numbering: {
        config: [
          {
            reference: 'policy',
            levels: [
              level(0, 'decimal', '%1.'),
              level(1, 'decimal', '%1.%2'),
              level(2, 'lowerLetter', '(%3)'),
              level(3, 'lowerRoman', '%4.'),
            ],
          },
        ],
      },
      sections: [
        {
          children: [
            numbered('Staff conduct', 0),
            numbered('Staff must ask.', 1),
            numbered('They must not post in lessons.', 1),
            numbered('On a trip they may.', 2),
            numbered('With a colleague present.', 3),
            numbered('Pupils', 0),
            numbered('Pupils must not post.', 1),
          ],
        },
      ],
    })
    assert.deepEqual(
      (await readText(await word.Packer.toBuffer(document))).blocks.map(({ marker }) => marker),
      ['1.', '1.1', '1.2', '(a)', 'i)', '2.', '2.1'],
    )
  })

  it('reads the head and foot of a Word document once, and no page number', async () => {
    const head = (text: string) => new word.Header({ children: [new word.Paragraph({ text })] })
    const document = new word.Document({
      sections: [
        {
          headers: { default: head('Oakbrook Primary School'), first: head('Oakbrook Primary School') },
          footers: { default: new word.Footer({ children: [new word.Paragraph('Page 3')] }) },
          properties: { titlePage: true },
          children: [new word.Paragraph(words)],
        },
      ],
    })
    assert.deepEqual(
      (await readText(await word.Packer.toBuffer(document))).blocks.map(({ text, place }) => [text, place]),
      [
        ['Oakbrook Primary School', 'page header'],
        [words, 'paragraph 1'],
      ],
    )
  })

  it('takes direction marks, soft hyphens and ligatures out', async () => {
    const marked = '\u202bSta\ufb00\u202c must\u00a0not \u200fuse per\u00adsonal accounts.'
    for (const bytes of [bytesOf(marked), await asDocx(marked)])
      assert.equal((await readText(bytes)).blocks[0]?.text, 'Staff must not use personal accounts.')
  })
})

describe('reading what a PDF only shows', () => {
  const shapesOf = async (pdf: Promise<Buffer>) =>
    (await readText(await pdf)).blocks.map(({ kind, marker, text }) => [kind, marker, text])
  const friends = 'Staff must not accept pupils as friends on a personal account, whatever their age'
  const later = 'Staff should tell the office when a family writes to them'
  const baseline = 'alphabetic'
  const item = (pdf: PDFKit.PDFDocument, text: string, sign: (y: number) => void): void => {
    const { y } = pdf
    sign(y)
    pdf.font('Helvetica').text(text, 100, y, { width: 250, baseline }).moveDown(0.3)
  }

  it('signs of picture fonts, of typewriters, and drawn ones', async () => {
    const glyph = (font: string, sign: string) => (pdf: PDFKit.PDFDocument) => (y: number) =>
      pdf.font(font).text(sign, 82, y, { lineBreak: false, baseline })
    const signs: readonly (readonly [string, (pdf: PDFKit.PDFDocument) => (y: number) => unknown])[] = [
      ['•', glyph('Symbol', '\u00b7')],
      ['•', glyph('ZapfDingbats', 'n')],
      ['◦', glyph('Courier', 'o')],
      ['•', pdf => y => pdf.circle(84, y - 4, 2).fill('black')],
      ['•', pdf => y => pdf.rect(82, y - 7, 5, 5).stroke()],
    ]
    for (const [marker, sign] of signs)
      assert.deepEqual(
        await shapesOf(
          pdfOf(pdf => {
            pdf.text('Before anything is posted, everybody who works here has read this:')
            for (const text of [friends, later, friends]) item(pdf, text, y => sign(pdf)(y))
          }),
        ),
        [
          ['paragraph', '', 'Before anything is posted, everybody who works here has read this:'],
          ['item', marker, friends],
          ['item', marker, later],
          ['item', marker, friends],
        ],
      )
  })

  it('takes no rule, border or logo for the sign of a list', async () => {
    const drawn = pdfOf(pdf => {
      pdf.rect(20, 60, 40, 40).fill('navy').fillColor('black')
      pdf.text(`${friends}.`, 72, 72).moveTo(60, 80).lineTo(70, 80).stroke()
      pdf.text(`${later}.`, 72, 120).rect(70, 118, 400, 20).stroke()
    })
    assert.deepEqual(await shapesOf(drawn), [
      ['paragraph', '', `${friends}.`],
      ['paragraph', '', `${later}.`],
    ])
  })

  it('pages printed sideways, but no stamp across an upright one', async () => {
    const sideways = pdfOf(pdf =>
      pdf
        .rotate(90, { origin: [0, 0] })
        .text(`${friends}.`, 60, -300)
        .text(`${later}.`, 60, -260),
    )
    assert.deepEqual(await shapesOf(sideways), [
      ['paragraph', '', `${friends}.`],
      ['paragraph', '', `${later}.`],
    ])
    const stamped = pdfOf(pdf => pdf.text(`${friends}.`).rotate(45).text('DRAFT', 200, 100))
    assert.deepEqual(await shapesOf(stamped), [['paragraph', '', `${friends}.`]])
  })

  it('cells that wrap, whichever of them is the longest', async () => {
    const rows = [
      ['Headteacher', 'Reads each request for an account and answers it in writing', 'Yearly'],
      [
        'Leader of the safeguarding team and whoever stands in',
        'Keeps the record',
        'Each term, and after each incident',
      ],
    ]
    const table = pdfOf(pdf => {
      let top = 100
      for (const row of rows) {
        const feet = row.map((cell, at) => pdf.text(cell, 60 + at * 160, top, { width: 140 }).y)
        top = Math.max(...feet) + 8
      }
      pdf.text(`${friends}.`, 60, top)
    })
    assert.deepEqual(await shapesOf(table), [
      ...rows.map(row => ['row', '', row.join('\t')]),
      ['paragraph', '', `${friends}.`],
    ])
  })

  it('words broken at the end of a line, and the hyphens that are their own', async () => {
    const broken = pdfOf(pdf => {
      pdf.text(
        'The communication of staff with families is professional. Confidential matters stay confidential.',
      )
      pdf
        .moveDown()
        .text('All staff keep their whole commu-')
        .text('nication with each family to the hours of school, and what is confi-')
      pdf
        .text('dential stays in school. They follow the guidance on well-')
        .text('being that the office has.')
    })
    assert.match(
      (await shapesOf(broken)).map(([, , text]) => text).join(' '),
      /whole communication with .* is confidential stays .* on well-?being that/,
    )
    const own = pdfOf(pdf =>
      pdf.text('What is online is for everybody, and what is said on-').text('line stays there.'),
    )
    assert.match((await shapesOf(own)).map(([, , text]) => text).join(' '), /on-line stays/)
  })
})

describe('what a Word document carries beside its words', () => {
  it('leaves macros out and says so', async () => {
    const { blocks, remarks } = await readText(
      await docxWith({ 'word/vbaProject.bin': bytesOf('Sub AutoOpen()') }),
    )
    assert.equal(blocks[0]?.text, words)
    assert.match(remarks.join(), /macros.*never run/)
  })

  it('fetches nothing from elsewhere, and says that something is there', async () => {
    const asked: string[] = []
    const elsewhere = createServer((request, answer) => {
      asked.push(request.url ?? '')
      answer.end()
    })
    await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
    const parts = unzipSync(await asDocx(words))
    const relations = new TextDecoder().decode(parts['word/_rels/document.xml.rels'])
    const document = new TextDecoder().decode(parts['word/document.xml'])
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const withPicture = document.replace(
      '<w:t',
      `<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="rId901"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing><w:t`,
    )
    assert.notEqual(withPicture, document)
    const { blocks, remarks } = await readText(
      zipSync({
        ...parts,
        'word/document.xml': bytesOf(withPicture),
        'word/_rels/document.xml.rels': bytesOf(
          relations.replace(
            '</Relationships>',
            `<Relationship Id="rId900" Type="${office}/attachedTemplate" Target="${address}/t.dotm" TargetMode="External"/>` +
              `<Relationship Id="rId901" Type="${office}/image" Target="${address}/i.png" TargetMode="External"/></Relationships>`,
          ),
        ),
      }),
    )
    elsewhere.close()
    assert.equal(blocks[0]?.text, words)
    assert.match(remarks.join(), /not fetched/)
    assert.deepEqual(asked, [])
  })

  it('does not call an ordinary link something from elsewhere', async () => {
    const link = new word.ExternalHyperlink({
      link: 'https://example.org',
      children: [new word.TextRun('Ask first.')],
    })
    const document = new word.Document({
      sections: [{ children: [new word.Paragraph({ children: [link] })] }],
    })
    const { blocks, remarks } = await readText(await word.Packer.toBuffer(document))
    assert.deepEqual([blocks[0]?.text, remarks], ['Ask first.', []])
  })
})

describe('refusing what cannot be read, and saying what to do', () => {
  it('refuses a file over 10 MB before it is opened', async () => {
    const unstarted = createDocumentReader()
    await unstarted.close()
    await assertRefused(Buffer.alloc(200_000_000), 'too-large', /larger than 10 MB/, unstarted)
    await assertRefused(Buffer.alloc(largestDocument + 1), 'too-large', /larger than 10 MB/, unstarted)
    await assertRefused(Buffer.alloc(0), 'empty', /empty/, unstarted)
  })

  const zipped = (names: readonly string[]): Uint8Array =>
    zipSync(Object.fromEntries(names.map(name => [name, bytesOf('x')])))
  const oldWord = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  const others: readonly [string, Uint8Array, DocumentRefusalReason, RegExp][] = [
    [
      'an old Word document',
      Buffer.concat([oldWord, Buffer.alloc(600)]),
      'not-a-document',
      /\.doc\).*as \.docx/,
    ],
    [
      'a Word document with a password',
      Buffer.concat([oldWord, Buffer.from('EncryptedPackage', 'utf16le')]),
      'protected',
      /password.*copy without/,
    ],
    ['an OpenDocument', zipped(['mimetype', 'content.xml']), 'not-a-document', /\.odt.*Word/],
    ['rich text', bytesOf('{\\rtf1 Staff must not}'), 'not-a-document', /\.rtf.*\.docx/],
    ['a Pages document', zipped(['Index/Document.iwa']), 'not-a-document', /Export To > Word/],
    ['a spreadsheet', zipped(['[Content_Types].xml', 'xl/workbook.xml']), 'not-a-document', /spreadsheet/],
    ['a zip of documents', zipped(['policy.docx']), 'not-a-document', /Unpack it/],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'no-text', /picture/],
    [
      'a program',
      Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'),
      'not-a-document',
      /cannot read/,
    ],
    ['blank lines', bytesOf(' \n\n \t'), 'no-text', /no text/],
    ['a page without words', bytesOf('<html><body><img src=x></body></html>'), 'no-text', /no text/],
    ['a broken Word document', zipped(['[Content_Types].xml', 'word/document.xml']), 'unreadable', /damaged/],
  ]
  for (const [what, bytes, reason, message] of others)
    it(`refuses ${what}`, async () => assertRefused(bytes, reason, message))

  it('refuses a PDF of scanned pages, and says which pages of another hold only pictures', async () => {
    const picture = await sharp({ create: { width: 60, height: 80, channels: 3, background: 'grey' } })
      .png()
      .toBuffer()
    const scanned = await pdfOf(pdf =>
      pdf.image(picture, 0, 0, { width: 500 }).addPage().image(picture, 0, 0),
    )
    await assertRefused(scanned, 'no-text', /pictures of pages and no text.*OCR/)
    const mixed = await pdfOf(pdf => pdf.text(words.repeat(3)).addPage().image(picture, 0, 0))
    assert.match((await readText(mixed)).remarks.join(), /Page 2 holds no text/)
  })

  it('refuses a PDF with a password, and reads one that only forbids changes', async () => {
    const locked = await pdfOf(pdf => pdf.text(words), { userPassword: 'gorse-lane', pdfVersion: '1.7' })
    await assertRefused(locked, 'protected', /password/)
    const unlocked = await pdfOf(pdf => pdf.text(words), { ownerPassword: 'gorse-lane', pdfVersion: '1.7' })
    assert.equal((await readText(unlocked)).blocks[0]?.text, words)
  })

  it('refuses files that were cut off, or says that their end is missing', async () => {
    const docx = await asDocx(words)
    const pdf = await asPdf(`${words}\n`.repeat(200))
    for (const part of [0.1, 0.5, 0.95]) {
      await assertRefused(docx.subarray(0, docx.length * part), 'unreadable', /damaged or not complete/)
      const answer = await reader.read({ name: 'policy.pdf', bytes: pdf.subarray(0, pdf.length * part) })
      if (answer.kind === 'read') assert.match(answer.document.remarks.join(), /end of this file is missing/)
      else assert.match(answer.message, /damaged or not complete|no text/)
    }
  })

  it('refuses a zip bomb by the size it tells, and one that lies about its size', async () => {
    const bomb = await docxWith({ 'word/document.xml': new Uint8Array(120_000_000) })
    assert.ok(bomb.length < 1_000_000)
    await assertRefused(bomb, 'too-large', /far larger than any policy/)
    const many = await docxWith(
      Object.fromEntries(Array.from({ length: 6000 }, (_, n) => [`${n}`, new Uint8Array()])),
    )
    await assertRefused(many, 'too-large', /far larger/)
    const lying = Buffer.from(bomb)
    for (
      let at = lying.indexOf('PK\x01\x02', 0, 'latin1');
      at >= 0;
      at = lying.indexOf('PK\x01\x02', at + 4, 'latin1')
    )
      if (lying.readUInt32LE(at + 24) > 1_000_000) lying.writeUInt32LE(900, at + 24)
    await assertRefused(lying, 'unreadable', /damaged/)
  })

  it('reads 300 pages of either kind, and refuses more', async () => {
    const page = `${words} ${'Parents and carers are asked to think before they post. '.repeat(38)}\n\n`
    const long = await readText(await asDocx(page.repeat(300)))
    assert.equal(long.blocks.length, 300)
    const pages = (count: number): Promise<Buffer> =>
      pdfOf(
        pdf => {
          for (let number = 0; number < count; number += 1) pdf.addPage().text(`${number}. ${page}`)
        },
        { autoFirstPage: false },
      )
    assert.equal((await readText(await pages(300))).blocks.at(-1)?.place, 'page 300')
    await assertRefused(await pages(301), 'too-long', /longer than 300 pages/)
    await assertRefused(bytesOf(page.repeat(600)), 'too-long', /a million characters/)
  })
})

describe('the process that reads', () => {
  it('is stopped when it takes too long, and the next file is read', async () => {
    const hasty = createDocumentReader({ timeMs: 400, memory: 800_000_000 })
    assert.equal((await hasty.read({ name: 'a.txt', bytes: bytesOf(words) })).kind, 'read')
    const endless = pdfWithStream(Buffer.alloc(60_000_000, 'BT /F1 9 Tf (a) Tj ET\n'))
    await assertRefused(endless, 'took-too-long', /took too long/, hasty)
    assert.equal((await hasty.read({ name: 'a.txt', bytes: bytesOf(words) })).kind, 'read')
    await hasty.close()
  })

  it('reads the policy too, within the same limits: a text that its patterns crawl over holds up nobody', async () => {
    const today = Temporal.PlainDate.from('2026-11-21')
    const answer = await reader.readPolicy({ name: 'a.txt', bytes: bytesOf(words) }, today)
    if (answer.kind === 'refused') assert.fail(answer.message)
    assert.deepEqual(answer.reading, readPolicy(answer.document, { today }))
    assert.equal(answer.reading.clauses[0]?.says, 'must-not')
    const hasty = createDocumentReader({ timeMs: 600, memory: 800_000_000 })
    const crawl = bytesOf(`${words}\n`.repeat(22_000))
    const slow = await hasty.readPolicy({ name: 'a.txt', bytes: crawl }, today)
    assert.equal(slow.kind === 'refused' && slow.reason, 'took-too-long')
    await hasty.close()
  })

  it('is stopped when it takes too much memory, though its parser never pauses', async () => {
    const narrow = createDocumentReader({ timeMs: 60_000, memory: 300_000_000 })
    const swelling = pdfWithStream(Buffer.alloc(400_000_000, 'BT /F1 9 Tf (a) Tj ET\n'))
    assert.ok(swelling.length < largestDocument)
    await assertRefused(swelling, 'unreadable', /within the memory/, narrow)
    assert.equal((await narrow.read({ name: 'a.txt', bytes: bytesOf(words) })).kind, 'read')
    await narrow.close()
  })

  it('reads the words behind very many drawings, and looks for drawn signs no further', async () => {
    const drawn = await pdfOf(pdf => {
      pdf.text('What staff must know:').addContent('10 10 3 3 re f\n'.repeat(200_000)).addPage()
      for (const y of [100, 130, 160])
        pdf
          .circle(80, y + 5, 2)
          .fill()
          .text(words, 90, y)
    })
    const { blocks } = await readText(drawn)
    assert.match(blocks.at(-1)?.text ?? '', /must not accept/)
    assert.deepEqual(
      blocks.filter(({ kind }) => kind === 'item'),
      [],
    )
  })

  it('survives mark-up that is nested without end', async () => {
    const nested = await reader.read({
      name: 'x.html',
      bytes: bytesOf(`<html>${'<div>'.repeat(20_000)}${words}`),
    })
    assert.ok(nested.kind === 'read' || /damaged|memory|too long/.test(nested.message))
    assert.equal((await reader.read({ name: 'a.txt', bytes: bytesOf(words) })).kind, 'read')
  })
})
