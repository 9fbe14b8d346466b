import { describe, expect, test } from 'vitest';
import { readMeeting } from '../../src/un/read-meeting.ts';
import { addDerived, deriveRows, readCouncilRecord } from '../../src/un/vote.ts';

/** One meeting as records in three languages would tell it. */
const RECORDS = {
  French: [
    'S/PV.9998',
    'Conseil de sécurité',
    'Quatre-vingtième année',
    '9998e séance',
    'Jeudi 18 septembre 2025, à 15 heures',
    'New York',
    "Président :  M. Moreau . . . . . . . . . . (États-Unis d'Amérique)",
    'Ordre du jour',
    'Non-prolifération/République populaire démocratique de Corée',
    '',
    'Le présent procès-verbal contient le texte des déclarations.',
    '\fLe Président : Je mets aux voix le projet de résolution publié sous la cote S/2025/601.',
    'Il est procédé au vote à main levée.',
    'Votent pour :',
    'Algérie, Danemark, France, Grèce, Guyana, Panama,\nRépublique de Corée, Royaume-Uni de Grande-Bretagne\net d’Irlande du Nord, Sierra Leone, Slovénie, Somalie, États-Unis d’Amérique',
    'Votent contre :',
    'Chine, Fédération de Russie',
    "S'abstiennent :",
    'Pakistan',
    'Le Président : Le résultat du vote est le suivant : 12 voix pour, 2 voix contre et 1 abstention. Le projet de résolution n’est pas adopté, un membre permanent ayant voté contre.',
  ],
  Spanish: [
    'S/PV.9998',
    'Consejo de Seguridad',
    'Octogésimo año',
    '9998ª sesión',
    'Jueves 18 de septiembre de 2025, 15.00 horas',
    'Nueva York',
    'Presidente: Sr. Moreno . . . . . . . . . . (Estados Unidos de América)',
    'Orden del día',
    'No proliferación/República Popular Democrática de Corea',
    '',
    'La presente acta contiene la versión literal.',
    '\fEl Presidente: Someteré ahora a votación el proyecto de resolución que figura en el documento S/2025/601.',
    'Se procede a votación ordinaria.',
    'Votos a favor:',
    'Argelia, Dinamarca, Eslovenia, Estados Unidos de América, Francia, Grecia, Guyana, Panamá, Reino Unido de Gran Bretaña e Irlanda del Norte, República de Corea, Sierra Leona, Somalia',
    'Votos en contra:',
    'China, Federación de Rusia',
    'Abstenciones:',
    'Pakistán',
    'El Presidente: El proyecto de resolución ha recibido 12 votos a favor, 2 votos en contra y 1 abstención. El proyecto no ha sido aprobado.',
  ],
  Russian: [
    'S/PV.9998',
    'Совет Безопасности',
    'Восьмидесятый год',
    '9998-е заседание',
    'Четверг, 18 сентября 2025 года, 15 ч. 00 м.',
    'Нью-Йорк',
    'Председатель: г-н Морель . . . . . . . . . (Соединенные Штаты Америки)',
    'Повестка дня',
    'Нераспространение/Корейская Народно-Демократическая Республика',
    '',
    'В настоящем отчете содержатся тексты выступлений.',
    '\fПредседатель: Ставлю на голосование проект резолюции, содержащийся в документе S/2025/601.',
    'Проводится голосование поднятием рук.',
    'Голосовали за:',
    'Алжир, Гайана, Греция, Дания, Панама, Республика Корея, Словения, Соединенное Королевство Великобритании и Северной Ирландии, Соединенные Штаты Америки, Сомали, Сьерра-Леоне, Франция',
    'Голосовали против:',
    'Китай, Российская Федерация',
    'Воздержались:',
    'Пакистан',
    'Председатель: За проект подано 12 голосов, против — 2 при 1 воздержавшемся. Проект резолюции не принимается.',
  ],
} as const;

describe.each(Object.entries(RECORDS))('a record in %s', (language, lines) => {
  const meeting = readMeeting(lines.join('\n'));

  test('has number, day, president, agenda and votes by name; its speeches are left to the English one', () => {
    expect(meeting).toMatchObject({
      source: 'record',
      symbol: 'S/PV.9998',
      number: 9998,
      date: '2025-09-18',
      president: { stateCode: 'US' },
      turns: [],
      votes: [
        {
          kind: 'substantive',
          draft: 'S/2025/601',
          tally: { yes: 12, no: 2, abstain: 1 },
          against: ['China', 'Russia'],
          abstaining: ['Pakistan'],
          result: 'not adopted',
          vetoBy: ['China', 'Russia'],
        },
      ],
    });
    expect(meeting.agenda).toHaveLength(1);
    expect(meeting.notes.join()).toContain(`read in ${language}: cover and votes only`);
  });

  test('makes the rows that the English one makes', () => {
    const [row] = deriveRows(meeting);
    expect(row).toMatchObject({
      kind: 'veto',
      stances: { CN: 'vetoed', RU: 'vetoed', PK: 'abstained', GB: 'for', KR: 'for' },
      others: 'for',
      review: 'derived',
    });
    const rows = Object.values(RECORDS).flatMap((record) => deriveRows(readMeeting(record.join('\n'))));
    expect(addDerived(readCouncilRecord().rows, rows)).toHaveLength(readCouncilRecord().rows.length + 1);
  });
});

test('a list that holds what is no state makes no vote', () => {
  const text = RECORDS.French.join('\n').replace('Votent contre :\nChine', 'Votent contre :\nNarnia');
  const { votes, notes } = readMeeting(text);
  expect(votes).toEqual([]);
  expect(notes.join()).toContain('a vote was taken whose lists could not be read');
});
