/** How a name is written, and how it stands before the @ of an address. */
export type Name = readonly [written: string, ascii: string];

interface Culture {
  /** One of the languages that mails are written in. */
  readonly language: 'en' | 'it';
  /** Family names that come first, as in Hungary or China. */
  readonly familyFirst?: true;
  readonly given: readonly Name[];
  readonly family: readonly Name[];
}

const same = (names: string): Name[] => names.split(' ').map((name) => [name, name.toLowerCase()]);
const pairs = (names: string): Name[] =>
  names.split(' ').map((pair): Name => {
    const [written = '', ascii = ''] = pair.split('/');
    return [written, ascii];
  });

/** Invented people only; the mix is that of a house with friends in many places. */
export const cultures: readonly Culture[] = [
  {
    language: 'it',
    given: same('Anna Bruno Chiara Davide Elena Fabio Giulia Luca Marta Nicola Paola Sergio'),
    family: pairs(
      "Rossi/rossi Bianchi/bianchi Ferrari/ferrari D'Angelo/dangelo Conti/conti Galli/galli Niccolò/niccolo Serra/serra",
    ),
  },
  {
    language: 'en',
    given: same('Alice Ben Charlotte Dylan Emma Frank Grace Henry Isla Jack Kate Liam'),
    family: pairs(
      "Baker/baker O'Neill/oneill Carter/carter Hughes/hughes Walker/walker Young/young Price/price Reed/reed",
    ),
  },
  {
    language: 'en',
    given: pairs('Søren/soren Åsa/asa Þóra/thora Jürgen/juergen Mäe/mae Ulla/ulla Bjørk/bjork Käthe/kaethe'),
    family: pairs(
      'Ørsted/orsted Lindström/lindstrom Jónsdóttir/jonsdottir Müller/mueller Größ/groess Åkesson/akesson',
    ),
  },
  {
    language: 'en',
    given: pairs(
      'José/jose María/maria Inês/ines João/joao Núria/nuria Zoé/zoe François/francois Maëlle/maelle',
    ),
    family: pairs('Muñoz/munoz García/garcia Gonçalves/goncalves Lefèvre/lefevre Núñez/nunez Péron/peron'),
  },
  {
    language: 'en',
    given: pairs(
      'Łukasz/lukasz Agnieszka/agnieszka Ольга/olga Дмитрий/dmitri Živa/ziva Jiří/jiri Ștefan/stefan',
    ),
    family: pairs('Wójcik/wojcik Соколова/sokolova Иванов/ivanov Dvořák/dvorak Žižek/zizek Țepeș/tepes'),
  },
  {
    language: 'en',
    familyFirst: true,
    given: pairs('伟/wei 芳/fang 健一/kenichi 美咲/misaki 민준/minjun Lan/lan Đức/duc 秀英/xiuying'),
    family: pairs('王/wang 李/li 田中/tanaka 佐藤/sato 김/kim Nguyễn/nguyen Trần/tran'),
  },
  {
    language: 'en',
    given: pairs(
      'Ngozi/ngozi Kwame/kwame Amara/amara فاطمة/fatima محمد/mohamed Yael/yael Ayşe/ayse Çağla/cagla',
    ),
    family: pairs('Okafor/okafor Mensah/mensah الفاسي/alfassi Cohen/cohen Yılmaz/yilmaz Diallo/diallo'),
  },
  {
    language: 'en',
    given: pairs('Priya/priya Arjun/arjun अनिता/anita Ravi/ravi Leilani/leilani Keanu/keanu Ximena/ximena'),
    family: pairs('Sharma/sharma Iyer/iyer Patel/patel Kealoha/kealoha Quispe/quispe Rahman/rahman'),
  },
];
