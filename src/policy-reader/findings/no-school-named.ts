import { type Check, WHOLE_DOCUMENT } from './check.ts'

/** The document does not say whose policy it is. */
export const noSchoolNamed: Check = ({ school }) =>
  school === null
    ? [
        {
          check: 'no-school-named',
          at: WHOLE_DOCUMENT,
          message: 'The document does not name your school. Put the school’s name in its title.',
        },
      ]
    : []
