import type { Instant } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import { type FileId, newRandomId } from '../../kernel/ids.ts'
import type { TenantTx } from '../database/database.ts'
import { open, seal, type Vault } from '../vault/vault.ts'

/** What a stored file is. */
export type FilePurpose = 'photo' | 'import' | 'policy'

declare module '../database/database.ts' {
  interface Tables {
    stored_file: {
      school_id: string
      id: string
      purpose: FilePurpose
      media_type: string
      size: number
      content: Buffer
      created_at: Instant
    }
  }
}

/** Largest file that is stored, in bytes, before encryption. */
export const largestStoredFile = 10_500_000

/** Files of a school, encrypted in the same transaction as the rows that refer to them. */
export type Files = {
  store(
    tx: TenantTx,
    file: { purpose: FilePurpose; mediaType: string; bytes: Uint8Array; at: Instant },
  ): Promise<FileId>
  read(tx: TenantTx, id: FileId): Promise<{ mediaType: string; bytes: Buffer }>
  remove(tx: TenantTx, id: FileId): Promise<void>
}

const place = (id: string) => ({ table: 'stored_file', row: id, column: 'content' })

export const createFiles = (vault: Vault): Files => ({
  async store(tx, file) {
    if (file.bytes.length > largestStoredFile) throw new RangeError('file over the size that is stored')
    const id = newRandomId<FileId>()
    await tx
      .insertInto('stored_file')
      .values({
        school_id: tx.schoolId,
        id,
        purpose: file.purpose,
        media_type: file.mediaType,
        size: file.bytes.length,
        content: seal(await vault.schoolKey(tx), tx.schoolId, place(id), file.bytes),
        created_at: file.at,
      })
      .execute()
    return id
  },
  async read(tx, id) {
    const row = await tx
      .selectFrom('stored_file')
      .select(['media_type', 'content'])
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new NotFound('file')
    return {
      mediaType: row.media_type,
      bytes: open(await vault.schoolKey(tx), tx.schoolId, place(id), row.content),
    }
  },
  async remove(tx, id) {
    await tx.deleteFrom('stored_file').where('school_id', '=', tx.schoolId).where('id', '=', id).execute()
  },
})
