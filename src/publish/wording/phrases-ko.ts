import type { CoveragePhrases, Phrases, TimelinePhrases } from './phrases.ts';
import { KOREAN_WEEK } from './week-phrases.ts';
import type { MentionType } from '../../taxonomy.ts';

const NUMBER = new Intl.NumberFormat('ko-KR');

const TYPES: Readonly<Record<MentionType, string>> = {
  arms_transfer: '무기 이전',
  petroleum_transfer: '유류 이전',
  coal_mineral_export: '석탄·광물 수출',
  vessel_deception: '선박 위장',
  prohibited_procurement: '금수품 조달',
  illicit_trade_finance: '불법 무역·금융',
  overseas_workers: '해외 노동자',
  worker_visas: '노동자 비자',
  it_workers: 'IT 인력',
  forced_labor_goods: '강제노동 상품',
  trafficking: '인신매매',
  repatriation: '송환',
  detention: '구금',
  thwarted_defection: '탈북 저지',
  sc_blocking: '안보리 저지',
  panel_termination: '전문가패널 종료',
  ngo_committee: 'NGO위원회',
  unhcr_access: '유엔난민기구 접근',
  hrc_pressure: '인권기구 압박',
};

const COVERAGE: CoveragePhrases = {
  title: '살펴본 것과 살펴보지 못한 것',
  read: (feeds, items, documents, from, to) =>
    `${from} ~ ${to}: 피드 ${n(feeds)}개 확인, 새 항목 ${n(items)}건, 문서 ${n(documents)}건 판독.`,
  complete: '모든 피드가 응답했고 거부한 사이트가 없습니다. 위에 없는 것은 발견되지 않은 것입니다.',
  warning: (titles) =>
    titles.length > 3
      ? `피드 ${n(titles.length)}개를 읽지 못했습니다. 메일 끝을 보십시오.`
      : `읽지 못한 피드: ${titles.join(', ')}. 메일 끝을 보십시오.`,
  failing: (feeds) => `피드 ${n(feeds)}개를 읽지 못했습니다. 그 내용은 여기에 없습니다:`,
  failingSince: (title, since, reason) => `${title}: ${reason}, ${since}부터`,
  reasons: {
    robots: 'robots.txt가 자동 접근을 금지',
    'bot-check': '자동 접근 차단 화면',
    consent: '동의 화면',
    login: '로그인 필요',
    paywall: '유료 기사',
    'soft-404': '없는 페이지라는 안내',
    twice: '중복 항목',
    agenda: '문서가 아닌 의제 항목',
    'headline and summary do not name the DPRK': '제목과 요약에 북한이 없음',
  },
  refused: (hosts) => `사이트 ${n(hosts)}곳이 본문 제공을 거부해 제목과 요약만으로 판단했습니다:`,
  refusedHost: (host, pages, reason) => `${host}: ${n(pages)}쪽, ${reason}`,
  silent: (feeds) => `평소와 달리 조용한 피드 ${n(feeds)}개:`,
  lastItem: (title, when) => (when ? `${title}: 마지막 항목 ${when}` : `${title}: 아직 항목 없음`),
  dropped: (items) => `제외한 항목 ${n(items)}건:`,
  overdue: (documents) => `발간이 늦어지는 문서 ${n(documents)}건:`,
  expected: (title, when) => `${title}, 예정 ${when}`,
};

const TIMELINE: TimelinePhrases = {
  events: (events, from, to) => `사건 ${n(events)}건${from || to ? ` (${from ?? ''} ~ ${to ?? ''})` : ''}`,
  asKnownOn: (day) => `${day} 당시 알려진 내용.`,
  madeAt: (time) => `작성 ${time} (UTC)`,
  filter: '필터',
  all: '전체',
  search: '본문 검색',
  category: '분야',
  type: '유형',
  status: '상태',
  shown: (shown, total) => `${n(total)}건 중 ${shown}건`,
  none: '조건에 맞는 사건이 없습니다.',
  undated: '날짜 미상',
  toldBy: (day) => `${day} 이전`,
  sources: '출처',
};

export const KOREAN: Phrases = {
  lang: 'ko',
  category: {
    sanctions_evasion: '무역 및 제재 회피',
    forced_labor: '해외 노동자와 강제노동',
    human_trafficking: '인신매매',
    forced_repatriation: '구금과 강제송환',
    un_obstruction: '유엔에서의 방해',
  },
  type: TYPES,
  status: {
    confirmed: '확인',
    reported: '보도',
    alleged: '의혹',
    denied: '부인',
    planned: '계획·우려',
    urged: '촉구',
  },
  reports: (type, events) => `${TYPES[type]} ${n(events)}건`,
  more: (events) => `그 밖에 ${n(events)}건`,
  edition: { daily: '일일 브리핑', weekly: '주간 브리핑' },
  subject: (edition, day, parts, warnings) =>
    `Tumen ${day}${edition === 'weekly' ? ' 주간' : ''}: ${[parts.join(', '), ...warnings].join('; ')}`,
  alert: (reason) => `속보 · ${reason}`,
  actions: { acknowledge: '확인했음', notRelevant: '관련 없음', wrong: '사실과 다름' },
  alertSubject: (reason, headline) => `Tumen 속보(${reason}): ${headline}`,
  burst: {
    name: (alerts) => `속보 ${n(alerts)}건`,
    subject: (reports) => `Tumen 속보: ${reports.join(', ')}`,
    title: (reports) => reports.join(', '),
    why: '몇 분 사이에 들어온 속보를 한 통으로 모았습니다.',
    acknowledgeAll: '모두 확인했음',
  },
  test: {
    title: 'Tumen: 시험 메시지',
    text: '시험 메시지입니다. 이 채널로 Tumen 소식이 전달되는지 확인하기 위한 것으로, 실제 사건이 아니며 조치하실 일은 없습니다.',
  },
  escalated: (from, minutes) =>
    `${from} 님이 ${n(minutes)}분 안에 확인하지 않아 다음 담당자인 귀하께 전달됩니다.`,
  nothingNew: '새 소식 없음',
  unreachable: (feeds) => `피드 ${n(feeds)}개 접속 불가`,
  corrected: (corrections) => `정정 ${n(corrections)}건`,
  allRead: (feeds) => (feeds === 0 ? '확인한 피드 없음' : `피드 ${n(feeds)}개 모두 확인`),
  reason: { new: '새 보도', status: '상태 변경', figure: '새 수치', confirmation: '독립 출처' },
  quiet: (since, documents, feeds, unreachable) => [
    since ? `${since} 브리핑 이후 새 소식이 없습니다.` : '첫 브리핑입니다. 아직 전할 소식이 없습니다.',
    `피드 ${n(feeds)}개를 확인하고 문서 ${n(documents)}건을 읽었으나 선택하신 분야의 새 내용은 없었습니다.`,
    unreachable === 0
      ? feeds === 0
        ? '그동안 확인할 차례가 된 피드가 없었습니다.'
        : '모든 피드를 읽었습니다.'
      : `피드 ${n(unreachable)}개를 읽지 못했으므로 완전한 침묵이라고 할 수 없습니다.`,
  ],
  emptyCategories: (names) => `새 소식 없음: ${names.join(', ')}.`,
  leading: (reports) => `먼저: ${reports.join(', ')}`,
  changedSince: { digest: '지난 브리핑 이후', alert: '지난 속보 이후' },
  changes: {
    status: (from, to, by) => `${from} → ${to}${by ? ` (${by})` : ''}`,
    figure: (now, source, previous) =>
      previous.length > 0
        ? `새 수치: ${now} (${source}), 기존 ${previous.join(', ')}`
        : `첫 수치: ${now} (${source})`,
    raised: (now, source, from) => `수치 증가: ${from} → ${now} (${source})`,
    lowered: (now, source, from) => `수치 감소: ${from} → ${now} (${source})`,
    origin: (source) => `독립 출처 추가: ${source}`,
  },
  isNew: '신규',
  baseline: '배경 자료(수작업 입력)',
  facts: {
    figures: '규모',
    published: '최초 보도',
    firstSeen: '최초 포착',
    unknownDate: '날짜 미상',
    history: '상태 변화',
    symbols: '유엔 문서',
    duties: '관련 의무',
    names: '이름',
    unnamed: '미상',
  },
  statements: (statements, origins) => `진술 ${n(statements)}건, 독립 출처 ${n(origins)}곳`,
  moreStatements: (statements) => `진술 ${n(statements)}건 더`,
  limitedText: '제목과 요약만 확인',
  withheld: '당사자 보호를 위해 인용문을 표시하지 않습니다',
  snapshot: '판독 당시 사본',
  eventPage: '전체 근거',
  related: '관련 소식(분야 외)',
  recalled: '지난 사건을 다시 다룬 보도',
  corrections: '지난 브리핑 정정',
  withdrawn: (outlets) => `${outlets.join(', ')} 기사에 더 이상 그런 내용이 없습니다.`,
  correction: (toldOn, was, now) => `${toldOn}에 “${was}”라고 전했으나 정정합니다: ${now}`,
  activity: '최근 30일 진술 수',
  activityCount: (count, lastWeek) =>
    count === 0 ? '없음' : `${n(count)}건, 이 중 최근 7일 ${n(lastWeek)}건`,
  coverage: COVERAGE,
  moreEvents: (events) => `이 메일에 담지 못한 사건 ${n(events)}건:`,
  inAttachment: '첨부한 페이지에 모두 있습니다',
  inArchive: '전체 브리핑 읽기',
  briefly: '간추린 소식',
  archive: '브라우저에서 읽기',
  why: (rule, words) =>
    words.length > 0
      ? `수신 사유: 규칙 “${rule}”. 출처 표현: ${words.map((word) => `“${word}”`).join(', ')}`
      : `수신 사유: 규칙 “${rule}”.`,
  footer: (name, zone, slot) => `${name} 님께, ${slot} (${zone}).`,
  unsubscribe: '수신 거부',
  week: KOREAN_WEEK,
  timeline: TIMELINE,
};

function n(count: number): string {
  return NUMBER.format(count);
}
