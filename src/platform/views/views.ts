import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import { basisBrief, basisLabel } from '../../kernel/basis.ts'
import { Inconsistent } from '../../kernel/errors.ts'
import { assetManifest } from './assets.ts'
import { londonDateText, londonDateTimeText } from './london-time.ts'

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Where a template's name is looked up, in this order. */
const searchPaths = [
  folder('./templates'),
  // So that a room's page has a name such as 'features/inbox/pages/reply.njk'.
  folder('../..'),
  fileURLToPath(new URL('..', import.meta.resolve('govuk-frontend/dist/govuk/all.mjs'))),
  fileURLToPath(new URL('.', import.meta.resolve('@ministryofjustice/frontend/package.json'))),
]

export type Views = {
  /**
   * The page as HTML. `template` is a name below `templates/` or below `src/`; `params` are `frame` (a `PageFrame`) and the
   * page's own names. Everything printed is escaped; printing a name that was not given is an error.
   * @throws Inconsistent when the template is missing, is faulty or prints what it was not given
   */
  render(template: string, params: object): string
}

/** In production templates are read once; otherwise on every call, so that an edited template shows at once. */
export const createViews = ({ production }: { production: boolean }): Views => {
  const environment = new nunjucks.Environment(
    new nunjucks.FileSystemLoader(searchPaths, { noCache: !production }),
    { autoescape: true, throwOnUndefined: true, trimBlocks: true, lstripBlocks: true },
  )
  environment.addFilter('londonDate', londonDateText)
  environment.addFilter('londonDateTime', londonDateTimeText)
  environment.addFilter('basisLabel', basisLabel)
  environment.addFilter('basisBrief', basisBrief)
  environment.addGlobal(
    'assets',
    Object.fromEntries(Object.entries(assetManifest).map(([name, asset]) => [name, asset.file])),
  )
  return {
    render(template, params) {
      try {
        return environment.render(template, params)
      } catch (cause) {
        throw new Inconsistent(`the page template ${template} could not be rendered`, cause)
      }
    },
  }
}
