import { londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { type PolicyVersionId, readId } from '../../../kernel/ids.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import { page, type Route } from '../../../platform/http/route.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { SelectParams } from '../../../platform/views/macro-params.ts'
import { listPage, rowsPerPage } from '../../../platform/views/pagination.ts'
import { nameIn, persons } from '../../people/index.ts'
import { additionalGuidance } from '../additional-guidance.ts'
import { policyVersion, policyVersions } from '../policy-in-force.ts'
import { consultees, proposal, replies } from '../proposals.ts'
import { type PolicyParts, section } from './parts.ts'
import { consultationSummary, onePersonWords } from './proposal.page.ts'
import { textView } from './text.page.ts'
import { versionState } from './versions.page.ts'

const versionOf = async (tx: TenantTx, params: Readonly<Record<string, string>>) => {
  const id = readId<PolicyVersionId>(params.id)
  const version = id && (await policyVersion(tx, id))
  if (!version) throw new NotFound('policy version')
  return version
}

/** /policy/versions: the history of the policy, and each version with its exact text. */
export const versionRoutes = (parts: PolicyParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/policy/versions',
    access: 'signed-in',
    handle: ({ actor, now, query }) =>
      inSchool(parts.db, actor, async tx => {
        const versions = await policyVersions(tx)
        const nameOf = nameIn(await persons(tx))
        const list = listPage(versions.length, query.page, number => `/policy/versions?page=${number}`)
        return page(
          'features/policy/pages/versions.njk',
          'Versions of the policy',
          {
            rows: versions.slice(list.offset, list.offset + rowsPerPage).map(one => ({
              id: one.id,
              name: `${londonDateText(one.inForceFrom)} (${one.pack})`,
              state: versionState(one, versions, londonDate(now)),
              material: one.material,
              minute: one.minute,
              by: nameOf(one.adoptedBy),
            })),
            pagination: list.pagination ?? null,
          },
          { section, backHref: '/policy' },
        )
      }),
  },
  {
    method: 'GET',
    path: '/policy/versions/:id',
    access: 'signed-in',
    handle: ({ actor, now, params }) =>
      inSchool(parts.db, actor, async tx => {
        const version = await versionOf(tx, params)
        const versions = await policyVersions(tx)
        const one = versions.find(other => other.id === version.versionId)
        if (!one) throw new NotFound('policy version')
        const nameOf = nameIn(await persons(tx))
        const from = one.proposalId === null ? undefined : await proposal(tx, one.proposalId)
        const others = versions.filter(other => other.id !== one.id)
        const before = others.find(other => other.inForceFrom.toString() < one.inForceFrom.toString())
        return page(
          'features/policy/pages/version.njk',
          version.pack.title,
          {
            id: one.id,
            title: version.pack.title,
            state: versionState(one, versions, londonDate(now)),
            proposalId: from?.id ?? null,
            hasDocument: version.text.kind === 'document',
            rows: [
              {
                key: 'Governors’ decision',
                value: from?.approval
                  ? `${one.minute}, ${londonDateText(from.approval.on)}${onePersonWords(from.approval.onePerson)}`
                  : one.minute,
              },
              {
                key: 'Adopted',
                value: `${londonDateText(one.adoptedAt)}, by ${nameOf(one.adoptedBy)}`,
              },
              {
                key: 'Kind of change',
                value: one.material
                  ? 'Material: everyone who acknowledges the policy was asked'
                  : `Small edit: nobody acknowledged it anew. ${from?.edit?.reason ?? ''}${onePersonWords(from?.edit?.onePerson ?? false)}`,
              },
              ...(from ? [{ key: 'What changed, and why', value: from.why }] : []),
              {
                key: 'Text',
                value: version.text.kind === 'document' ? version.text.fileName : `Pack ${one.pack}`,
              },
              { key: 'SHA-256 of the text', value: version.textSha256 },
            ],
            consultation: from
              ? {
                  summary: consultationSummary(await consultees(tx, from.id), await replies(tx, from.id)),
                  note: from.consultationNote,
                }
              : null,
            guidance: await additionalGuidance(tx, one.id),
            compare:
              others.length === 0
                ? null
                : ({
                    id: 'from',
                    name: 'from',
                    label: { text: 'Compare with the version of' },
                    items: others.map(other => ({
                      value: other.id,
                      text: `${londonDateText(other.inForceFrom)} (${other.pack})`,
                    })),
                    value: before?.id ?? others[0]?.id,
                  } satisfies SelectParams),
          },
          { section, backHref: '/policy/versions' },
        )
      }),
  },
  {
    method: 'GET',
    path: '/policy/versions/:id/text',
    access: 'signed-in',
    handle: ({ actor, params, now }) =>
      inSchool(parts.db, actor, async tx => {
        const version = await versionOf(tx, params)
        return page(
          'features/policy/pages/text.njk',
          version.pack.title,
          {
            title: version.pack.title,
            caption: versionState(
              { id: version.versionId, inForceFrom: version.inForceFrom },
              await policyVersions(tx),
              londonDate(now),
            ),
            sha256: version.textSha256,
            text: textView(version.text, version.pack),
            documentHref:
              version.text.kind === 'document' ? `/policy/versions/${version.versionId}/document` : null,
          },
          { section, backHref: `/policy/versions/${version.versionId}` },
        )
      }),
  },
  {
    method: 'GET',
    path: '/policy/versions/:id/document',
    access: 'signed-in',
    handle: ({ actor, params }) =>
      inSchool(parts.db, actor, async tx => {
        const { text } = await versionOf(tx, params)
        if (text.kind !== 'document') throw new NotFound('document')
        return { kind: 'file', ...(await parts.files.read(tx, text.fileId)), fileName: text.fileName }
      }),
  },
]
