const sharedNames = new Set([
  'admin',
  'admissions',
  'attendance',
  'chair',
  'contact',
  'dsl',
  'enquiries',
  'enquiry',
  'finance',
  'governors',
  'head',
  'headteacher',
  'hello',
  'info',
  'mail',
  'office',
  'parents',
  'post',
  'reception',
  'safeguarding',
  'school',
  'schooloffice',
  'secretary',
])

/** Whether an address looks like one that several people read (office@, head.team@): then a person is asked. */
export const looksShared = (email: string): boolean => {
  const name = (email.split('@')[0] ?? '').toLowerCase()
  return name.split(/[.\-_+\d]/).some(part => sharedNames.has(part))
}
