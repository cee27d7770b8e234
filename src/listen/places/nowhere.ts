import { foldName } from './fold.ts';

/** What people write when they do not say where they are. Some of it is also the name of a village. */
const PHRASES = `
earth, planet earth, the earth, mother earth, world, the world, worldwide, world wide, around the world, all over the world, all over, global, globe, international, everywhere, anywhere,
somewhere, nowhere, here, there, here and there, here there everywhere, over here, over there, right here, out there, where you are, where i am, wherever, home, at home, my home, my house, house, your house,
heaven, hell, hades, limbo, purgatory, paradise, utopia, internet, the internet, online, web, the web, www, cyberspace, the cloud, cloud, cloud 9, cloud nine, space, outer space, the moon, moon, mars, venus, jupiter,
saturn, pluto, neptune, uranus, mercury, sun, the sun, universe, the universe, galaxy, milky way, the milky way, milky way galaxy, multiverse, the matrix, matrix, neverland, wonderland, narnia, hogwarts, gotham,
gotham city, metropolis, wakanda, westeros, winterfell, kings landing, atlantis, asgard, mordor, middle earth, the shire, rivendell, tatooine, hyrule, springfield usa simpsons, bikini bottom, south park, azeroth,
skyrim, oz, emerald city oz, camelot, sherwood forest, avalon, eldorado, el dorado, zion, babylon, eden, olympus, mount olympus, valhalla, tardis, the tardis, district 12, panem, elysium, lala land, dreamland,
dream world, in my dreams, dreams, your dreams, in your dreams, my dreams, your heart, in your heart, my heart, your mind, in my mind, my mind, my head, in my head, your head, my own world, my world, my own little world,
in my own world, a dream, bed, my bed, in bed, your bed, couch, the couch, work, at work, school, university, college, the gym, gym, kitchen, studio, the studio, in the studio, on stage, backstage, on the road, road, the road, on tour, tour,
traveling, travelling, travel, somewhere over the rainbow, over the rainbow, behind you, right behind you, behind the scenes, next to you, with you, by your side, beside you, under your bed, in the clouds, the sky, sky, in the sky,
the sea, sea, ocean, the ocean, beach, the beach, at the beach, forest, the forest, the woods, woods, mountains, the mountains, island, an island, city, the city, town, a town, small town, village, country, countryside, the country, suburbs, the suburbs, the hood, hood,
neighborhood, my neighborhood, east coast, west coast, the west coast, the east coast, the south, dirty south, down south, up north, the north, the west, the east, north, south, east, west, midwest, the midwest, north america, south america, latin america, latinoamerica, europe, europa, asia, africa, afrika,
european union, eu, the middle east, middle east, scandinavia, caribbean, the caribbean, america latina, mother africa, unknown, undisclosed, classified, secret, private, none, null, na, n a, no, nope, idk, who knows, who cares, why, whatever, none of your business, location, my location,
mundo, el mundo, en la luna, en el cielo, en las estrellas, todo el mundo, por ahi, en todas partes, aqui, en mi casa, mi casa, casa, en tu corazon, tu corazon, en las nubes, luna, la luna, tierra, planeta tierra, en el mundo, ninguna parte, mundo mundial, o mundo, lua, terra, planeta terra, por ai, em casa, no mundo, no mundo da lua,
monde, le monde, partout, nulle part, ici, quelque part, dans ton coeur, sur terre, la terre, lune, la lune, dans la lune, internet world, welt, die welt, uberall, irgendwo, nirgendwo, hier, zuhause, zu hause, daheim, erde, planet erde, im internet, mond, auf dem mond,
ovunque, dovunque, nel mondo, in giro, da qualche parte, casa mia, dunya, evren, her yer, bumi, dimana mana, di hatimu, rumah, dirumah, indo world, di mana mana, langit, surga, dunia, 地球, 日本のどこか, どこか, ここ, 宇宙, العالم, الارض, الكره الارضيه, ارض الله, ارض الله الواسعه, земля, планета земля, мир, весь мир, интернет,
she her, he him, they them, she they, he they, she her hers, he him his, they them theirs, ela dela, ele dele, ella, elle, hen, any pronouns, she, her, he, him, they, them, his, hers, theirs, 18, 18plus, adult,
heart, happy place, my happy place, lost, lost in the world, lost in thought, lost in music, in transit, transit, airport, the airport, airplane, a plane, plane, train, car, in my car, my car, in the air, in flight, cruise, boat, ship,
mars planet, third rock from the sun, 3rd rock from the sun, third planet from the sun, 3rd planet from the sun, a galaxy far far away, far far away, far away, a land far far away, neither here nor there, parts unknown, the void, void, abyss, the abyss, shadows, the shadows, darkness,
la luna, reality, real world, virtual, virtual world, metaverse, the metaverse, fediverse, bluesky, bsky, twitter, the twitterverse, twitterverse, facebook, instagram, discord, tumblr, youtube, remote, digital nomad, nomad, offline, inside, outside, upstairs, downstairs, basement, moms basement, my moms basement, the basement
`;

const NOWHERE = new Set(
  PHRASES.split(/[,\n]/)
    .map(foldName)
    .filter((phrase) => phrase !== ''),
);

/** Whether a folded text or part of it is one of the usual ways of not saying where one is. */
export function isNowhere(folded: string): boolean {
  return NOWHERE.has(folded);
}
