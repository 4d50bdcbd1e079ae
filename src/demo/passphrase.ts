import { randomInt } from 'node:crypto'

/** Short, common, easily told apart on the telephone. */
const words =
  `acorn amber anchor apple apron arrow attic badger bakery ballad bamboo barley basket beacon beaver
beetle berry bicycle biscuit blanket blossom bonnet border bottle boulder bramble breeze bridge bronze bucket buffalo
butter button cabin cactus camera candle canoe canyon carpet carrot castle cedar cellar chalk cherry chimney cinema
circle citrus clarinet clover cobalt coconut comet compass copper coral cotton cricket crystal curtain daisy dolphin
donkey dragon drawer drizzle eagle easel echo elbow ember engine falcon feather fiddle finch flannel forest fossil
fountain galaxy garden garlic gazebo ginger glacier goblet granite gravel guitar hammer harbour harvest hazel hedgehog
helmet heron hollow honey horizon igloo island ivory jacket jasmine jigsaw jungle juniper kettle kitten lagoon lantern
lavender lemon lentil library lizard lobster locket magnet mango maple marble marigold meadow melon mirror mitten
monsoon muffin mustard nectar nettle nutmeg oatmeal octopus olive onion orchard otter paddle panda paper parcel pebble
pelican pencil pepper picnic pillow pigeon planet plaster pocket pollen poplar poppy potato puddle puffin pumpkin puzzle
quarry quill rabbit radish raisin ribbon river robin rocket saddle saffron salmon sandal satchel scarlet seagull shadow
shovel silver sparrow spinach spiral squirrel stable statue summer sunset swallow tablet tandem teapot thimble thistle
thunder ticket timber tomato trumpet tulip tunnel turnip turtle umbrella valley velvet violet violin waffle wagon walnut
walrus water whistle willow window winter wizard yellow zebra zipper`.split(/\s+/)

/**
 * Three random words, a dash between them and a number behind: some 30 bits, enough for invented people behind the
 * sign-in's limit of tries. At least 17 characters.
 */
export const passphrase = (): string => {
  const word = () => words[randomInt(words.length)] ?? ''
  return `${word()}-${word()}-${word()}-${randomInt(10, 100)}`
}
