import sharp from 'sharp'

/** A drawn scene instead of a photo: there is nobody in it. */
export type Scene = 'hedge' | 'harvest' | 'stall'

const child = (x: number, y: number, coat: string, hair: string): string => `
  <g transform="translate(${x} ${y})">
    <rect x="-22" y="46" width="18" height="52" rx="8" fill="#33415c"/><rect x="4" y="46" width="18" height="52" rx="8" fill="#33415c"/>
    <rect x="-34" y="-10" width="68" height="68" rx="24" fill="${coat}"/>
    <circle cx="0" cy="-38" r="28" fill="#e8b98f"/><path d="M-29 -40 a29 29 0 0 1 58 0 q-29 -14 -58 0z" fill="${hair}"/>
  </g>`
const bush = (x: number): string =>
  `<circle cx="${x}" cy="330" r="46" fill="#3f7d4e"/><circle cx="${x + 34}" cy="348" r="34" fill="#4f9460"/>`
const outside = `<rect width="800" height="600" fill="#bfe0f2"/><circle cx="690" cy="90" r="48" fill="#ffd75e"/>
  <rect y="360" width="800" height="240" fill="#8cc474"/>`

const drawings: Readonly<Record<Scene, string>> = {
  hedge: `${outside}${[60, 190, 320, 450, 580, 710].map(bush).join('')}
    ${child(210, 440, '#d1495b', '#3b2a20')}${child(400, 460, '#edae49', '#1f1a17')}${child(590, 445, '#00798c', '#7a4a21')}`,
  harvest: `<rect width="800" height="600" fill="#f3e6d0"/><rect y="380" width="800" height="220" fill="#9c6b3f"/>
    <rect x="90" y="330" width="620" height="60" rx="8" fill="#c58b55"/>
    ${[170, 300, 430, 560].map((x, at) => `<circle cx="${x}" cy="290" r="48" fill="${['#e07a2f', '#6a994e', '#bc4749', '#f2c14e'][at]}"/>`).join('')}
    ${child(240, 430, '#4f6d7a', '#2b2118')}${child(540, 430, '#c8553d', '#7a4a21')}`,
  stall: `${outside}<rect x="160" y="330" width="480" height="150" fill="#b5623f"/>
    ${[0, 1, 2, 3, 4, 5].map(at => `<path d="M${160 + at * 80} 210 h80 v70 q-40 40 -80 0z" fill="${at % 2 ? '#fff' : '#c8553d'}"/>`).join('')}
    <rect x="170" y="240" width="12" height="240" fill="#5c4033"/><rect x="618" y="240" width="12" height="240" fill="#5c4033"/>
    ${child(320, 420, '#6d597a', '#2b2118')}${child(480, 425, '#3a86a8', '#a05a2c')}`,
}

/** The scene as a telephone would have taken it: with a camera and a place, so that Gatepost has something to remove. */
export const pictureOf = (scene: Scene): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900" viewBox="0 0 800 600">${drawings[scene]}</svg>`,
    ),
  )
    .withExif({
      IFD0: { Make: 'Invented', Model: 'Telephone' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '53/1 0/1 0/1',
        GPSLongitudeRef: 'W',
        GPSLongitude: '3/1 0/1 0/1',
      },
    })
    .jpeg({ quality: 80 })
    .toBuffer()
