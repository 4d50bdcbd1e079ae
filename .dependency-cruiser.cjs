/** Which way things may point in this house. Each message says why, and names the alternative. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'A cycle means two files are one subject, or that a shared word belongs below both. Move it there; a cycle of types alone counts too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'kernel-stands-alone',
      comment:
        'The kernel is the vocabulary everybody shares: it may not know who uses it. Pass the thing in instead.',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: '^src/(?!kernel/)' },
    },
    {
      name: 'engine-is-pure',
      comment:
        'The policy engine works on data alone, so that it can be checked by brute force. Load data elsewhere and pass it in.',
      severity: 'error',
      from: { path: '^src/policy-engine/' },
      to: { path: '^src/(?!kernel/|policy-engine/)' },
    },
    {
      name: 'reader-is-pure',
      comment:
        'The policy reader makes a reading of a text and knows nobody who uses it. Files are opened in platform/documents, schools and people in the rooms: pass what it needs in.',
      severity: 'error',
      from: { path: '^src/policy-reader/' },
      to: { path: '^src/(?!kernel/|policy-engine/|policy-reader/)' },
    },
    {
      name: 'platform-knows-no-feature',
      comment: 'The platform serves every room alike. Let app.ts hand the room’s function to it.',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(features|networks)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'networks-know-no-feature',
      comment: 'An adapter translates and decides nothing. What it needs comes as an argument of the port.',
      severity: 'error',
      from: { path: '^src/networks/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(features|platform)/' },
    },
    {
      name: 'only-the-root-sees-adapters',
      comment:
        'Rooms talk to the port (networks/network.ts), so that a network can be added without them. Wire the adapter in app.ts or main.ts.',
      severity: 'error',
      from: { path: '^src/(features|platform)/' },
      to: { path: '^src/networks/(bluesky)/' },
    },
    {
      name: 'rooms-have-one-door',
      comment:
        'A room is entered through its index.ts: what is not offered there may change any day. Offer it there.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/([^/]+)/(?!index\\.ts$|tables\\.ts$)', pathNot: '^src/features/$1/' },
    },
    {
      name: 'the-root-uses-doors-too',
      comment: 'The composition root enters rooms through their index.ts as well.',
      severity: 'error',
      from: { path: '^src/(commands/)?[^/]+\\.ts$' },
      to: { path: '^src/features/[^/]+/(?!index\\.ts$|deadline\\.ts$)' },
    },
    {
      name: 'concerns-give-no-rows',
      comment:
        'Confidentiality shows in the import graph: other rooms get commands and opaque references from concerns, never its tables.',
      severity: 'error',
      from: { path: '^src/(?!features/concerns/)' },
      to: { path: '^src/features/concerns/(?!index\\.ts$)' },
    },
    {
      name: 'nothing-needs-tests',
      comment: 'The product does not depend on its tests.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(test|bench)/|\\.test\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
