import type { MentionType, Status } from '../../taxonomy.ts';
import { actInKorean } from './council-act.ts';
import { intervalInWords } from './dates.ts';
import type { Frame } from './frame.ts';

/** What a status adds to the act; what is simply reported needs no word. */
const STATUS_WORDS: Readonly<Record<Status, string>> = {
  confirmed: '확인',
  reported: '',
  alleged: '의혹',
  denied: '부인',
  planned: '가능성',
  urged: '관련 촉구',
};

/**
 * One Korean headline in the nominal style of news agencies ("북한, 러시아에 포탄 1만 발 이전 의혹 (2023년 9월, 나진) — 국가정보원"), which
 * needs no particle that depends on the sound of a name.
 */
export function koreanHeadline(type: MentionType, status: Status, frame: Frame): string {
  const act = [ACTS[type](frame), STATUS_WORDS[status]].filter(Boolean).join(' ');
  const when = frame.dates && intervalInWords(frame.dates.from, frame.dates.to, 'ko');
  const place = frame.foundIn === null ? frame.place : `${frame.foundIn}에서 발견`;
  const circumstances = [when, place].filter(Boolean).join(', ');
  const others = frame.otherSources > 0 ? ` 외 ${frame.otherSources}곳` : '';
  const source = frame.source === null ? '' : ` — ${frame.source}${others}`;
  const differing = frame.otherFigure === null ? '' : ` (다른 수치: ${frame.otherFigure})`;
  const denied = frame.deniedBy.length > 0 ? `; ${frame.deniedBy.join('·')} 부인` : '';
  return `${act}${circumstances && ` (${circumstances})`}${source}${differing}${denied}`;
}

const ACTS: Readonly<Record<MentionType, (frame: Frame) => string>> = {
  arms_transfer: (f) => delivery(f, f.supplier, '무기', '이전'),
  petroleum_transfer: (f) => delivery({ ...f, recipient: f.recipient ?? '북한' }, f.supplier, '유류', '공급'),
  coal_mineral_export: (f) => delivery(f, f.supplier ?? '북한', '석탄·광물', '수출'),
  vessel_deception: (f) =>
    by([f.names.join('·') || '선박'], through(f), '북한 교역 위해 신원·항적 은폐', figure(f)),
  prohibited_procurement: (f) => by([f.recipient ?? '북한'], through(f), goods(f, '금수 물품'), '조달'),
  illicit_trade_finance: (f) => by(['북한 조직'], through(f), goods(f, '자금'), '불법 조달·이동'),
  overseas_workers: (f) => by(f.states, '북한 노동자', persons(f), '고용'),
  worker_visas: (f) => by(f.states, '북한 노동자', persons(f), '유학 등 비자로 입국 허용'),
  it_workers: (f) => by([`북한 IT 인력 ${persons(f)}`.trim()], through(f), '해외 기업 일감 수주'),
  forced_labor_goods: (f) =>
    by(
      [`북한 노동력으로 만든 ${f.goods.join('·') || '상품'}`],
      through(f),
      `${f.recipient ?? '해외'}에 유통`,
    ),
  trafficking: (f) =>
    by(
      f.states.map((state) => `${state}에서`),
      '북한 주민',
      persons(f),
      '인신매매',
    ),
  repatriation: (f) => by(f.states, '북한 주민', persons(f), '송환'),
  detention: (f) => by(f.states, '북한 주민', persons(f), '구금'),
  thwarted_defection: (f) => by(f.states, '북한 주민', persons(f), '탈북 저지'),
  sc_blocking: (f) => actInKorean(f.act) ?? by(f.states, '안전보장이사회 대북 조치 저지'),
  panel_termination: (f) => by(f.states, '안전보장이사회 전문가패널 임기 종료'),
  ngo_committee: (f) => by(f.states, '북한 관련 단체의 유엔 협의지위 저지'),
  unhcr_access: (f) => by(f.states, '유엔난민기구의 북한 주민 접근 거부'),
  hrc_pressure: (f) => by(f.states, '유엔 인권기구의 대북 조치 반대'),
};

function delivery(f: Frame, supplier: string | null, fallback: string, act: string): string {
  if (!supplier && f.recipient) return by([f.recipient], through(f), goods(f, fallback), '입수');
  const to = f.recipient && f.recipient !== supplier ? `${f.recipient}에` : '해외에';
  return by(supplier ? [supplier] : [], through(f), to, goods(f, fallback), act);
}

function goods(f: Frame, fallback: string): string {
  return [f.goods.join('·') || fallback, f.counts === 'persons' ? '' : figure(f)].filter(Boolean).join(' ');
}

function persons(f: Frame): string {
  return f.counts === 'persons' ? figure(f) : '';
}

function figure(f: Frame): string {
  return f.figure?.text ?? '';
}

function through(f: Frame): string {
  return f.facilitators.length > 0 ? `${f.facilitators.join('·')} 경유` : '';
}

function by(actors: readonly string[], ...rest: string[]): string {
  const act = rest.filter(Boolean).join(' ');
  return actors.length > 0 ? `${actors.join('·')}, ${act}` : act;
}
