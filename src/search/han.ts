/**
 * Traditional and Japanese forms of Chinese characters as the simplified ones, so that 朝鮮 finds 朝鲜. One character stands for
 * one: those whose simplified form stands for several words (后, 里, 发) are taken together with all of them, which costs a
 * search nothing. The characters are those of the subject and of everyday news.
 */
const PAIRS =
  '鮮鲜 國国 韓韩 軍军 彈弹 導导 車车 貿贸 輸输 運运 關关 製制 裝装 備备 戰战 爭争 聯联 東东 語语 說说 讀读 話话 ' +
  '論论 議议 決决 會会 員员 團团 組组 織织 報报 訊讯 電电 視视 聞闻 網网 線线 絡络 據据 稱称 認认 識识 訪访 談谈 ' +
  '調调 證证 訴诉 訟讼 詐诈 誤误 設设 許许 請请 諾诺 譴谴 責责 譯译 護护 記记 訂订 計计 際际 陸陆 隊队 陽阳 陰阴 ' +
  '階阶 險险 隱隐 邊边 遠远 還还 進进 達达 違违 連连 過过 選选 遷迁 適适 遞递 難难 離离 雜杂 雙双 雲云 門门 開开 ' +
  '閉闭 間间 閱阅 閣阁 閩闽 闖闯 頭头 題题 額额 願愿 類类 顯显 領领 項项 順顺 預预 頓顿 顧顾 風风 飛飞 飯饭 飲饮 ' +
  '餘余 館馆 養养 馬马 駐驻 駁驳 駛驶 騙骗 驗验 驚惊 驅驱 魚鱼 漁渔 鳥鸟 鷹鹰 麗丽 麥麦 黃黄 點点 黨党 齊齐 齡龄 ' +
  '龍龙 龜龟 買买 賣卖 賴赖 質质 費费 貨货 貸贷 貧贫 賓宾 賞赏 賠赔 購购 賊贼 資资 賄贿 貪贪 貢贡 財财 敗败 貴贵 ' +
  '贏赢 贊赞 銀银 銅铜 鋼钢 鐵铁 錢钱 錄录 鍵键 鎮镇 鏡镜 鐘钟 鑒鉴 針针 釣钓 鉛铅 鋁铝 鎢钨 錯错 鍋锅 銷销 鎖锁 ' +
  '鑽钻 礦矿 紅红 約约 級级 納纳 純纯 紙纸 紛纷 終终 結结 給给 統统 經经 綜综 綠绿 維维 緊紧 編编 練练 縣县 總总 ' +
  '績绩 縮缩 續续 纖纤 細细 紡纺 絲丝 繼继 緬缅 綁绑 勞劳 動动 務务 勝胜 勢势 勳勋 區区 協协 單单 喪丧 嚴严 囑嘱 ' +
  '圍围 園园 圖图 圓圆 執执 場场 塊块 壓压 壞坏 壯壮 壽寿 夾夹 奪夺 奮奋 婦妇 媽妈 孫孙 學学 寧宁 寶宝 實实 審审 ' +
  '寫写 寬宽 將将 專专 尋寻 對对 屆届 屬属 岡冈 島岛 峽峡 崗岗 嶺岭 幣币 帥帅 師师 帶带 幫帮 幹干 庫库 廠厂 廣广 ' +
  '廢废 廳厅 張张 強强 歸归 當当 彙汇 徑径 從从 復复 徵征 徹彻 恆恒 惡恶 慘惨 慣惯 慶庆 憂忧 憑凭 憲宪 應应 懲惩 ' +
  '懷怀 戲戏 戶户 拋抛 挾挟 捨舍 掃扫 掛挂 採采 換换 揮挥 損损 搖摇 搶抢 擊击 擁拥 擇择 擔担 擬拟 擴扩 攔拦 攝摄 ' +
  '敵敌 數数 斃毙 斷断 時时 暫暂 曆历 書书 條条 極极 榮荣 構构 槍枪 樂乐 標标 樣样 機机 檔档 檢检 權权 歐欧 歡欢 ' +
  '歲岁 歷历 殘残 殺杀 毀毁 氣气 漢汉 滿满 潛潜 澤泽 濟济 測测 減减 湧涌 準准 溝沟 滅灭 潰溃 灣湾 為为 烏乌 無无 ' +
  '煉炼 煙烟 熱热 燈灯 燒烧 爾尔 牽牵 獄狱 獨独 獲获 獻献 現现 環环 產产 畢毕 畫画 異异 療疗 發发 髮发 盜盗 盡尽 ' +
  '監监 盤盘 眾众 礎础 禮礼 種种 稅税 穩稳 窮穷 競竞 筆笔 簡简 簽签 籌筹 糧粮 紀纪 罰罚 罷罢 羅罗 義义 習习 聖圣 ' +
  '聲声 職职 聽听 肅肃 脅胁 脫脱 腦脑 膽胆 臨临 與与 興兴 舉举 舊旧 艦舰 艙舱 艱艰 節节 莊庄 華华 萬万 葉叶 葯药 ' +
  '藥药 蓋盖 蘇苏 蘭兰 處处 虛虚 號号 虧亏 蠟蜡 術术 衛卫 衝冲 補补 裏里 裡里 複复 見见 規规 覺觉 覽览 觀观 親亲 ' +
  '觸触 豐丰 貓猫 趕赶 趙赵 跡迹 踐践 躍跃 軌轨 軟软 載载 輕轻 較较 輛辆 輪轮 輯辑 轉转 辦办 辭辞 農农 鄉乡 鄭郑 ' +
  '鄰邻 醫医 釋释 鎗枪 長长 靈灵 響响 頁页 頒颁 頻频 顆颗 饑饥 駕驾 鬥斗 鬧闹 鹽盐 塩盐 麼么 後后 係系 個个 們们 ' +
  '偵侦 側侧 偽伪 偉伟 倉仓 傳传 債债 傷伤 傾倾 僑侨 僅仅 僱雇 價价 億亿 儀仪 優优 儲储 兒儿 內内 兩两 冊册 凍冻 ' +
  '凱凯 劃划 則则 剛刚 創创 劇剧 劉刘 劑剂 勵励 匯汇 參参 叢丛 吳吴 問问 啟启 嚇吓 喬乔 壟垄 夠够 妝妆 姦奸 娛娱 ' +
  '孿孪 宮宫 屍尸 嶼屿 巒峦 彎弯 愛爱 態态 慮虑 憤愤 懇恳 戦战 弾弹 対对 関关 帰归 労劳 働动 発发 図图 団团 圧压 ' +
  '売卖 検检 験验 渉涉 済济 経经 総总 続续 県县 広广 鉱矿 鉄铁 銭钱 駅驿 営营 厳严 権权 実实 収收 隷隶 処处 拠据 ' +
  '択择 沢泽 訳译 読读 説说 変变 両两 満满 薬药 軽轻 転转 伝传 価价 児儿 歩步 仮假 険险 剣剑 圏圈 気气 斉齐 歴历 ' +
  '焼烧 猟猎 繊纤 聴听 譲让 豊丰 辺边 遅迟 隠隐 雑杂 霊灵 頼赖 顕显 塁垒 奨奖 専专 悪恶 懐怀 捜搜 摂摄 暁晓 楽乐 ' +
  '様样 歓欢 涙泪';

/** A pair that maps to a form that is folded itself is followed to its end when the table is made. */
const FOLDED = tableOf(PAIRS);
const HAN = /\p{Script=Han}/u;

/** The text with its Chinese characters in one form; each stays one character, so that offsets hold. */
export function foldHan(text: string): string {
  if (!HAN.test(text)) return text;
  let folded = '';
  for (const character of text) folded += FOLDED.get(character) ?? character;
  return folded;
}

function tableOf(pairs: string): ReadonlyMap<string, string> {
  const table = new Map(pairs.split(' ').map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)]));
  const last = (character: string): string => {
    const next = table.get(character);
    return next === undefined || next === character ? character : last(next);
  };
  return new Map(Array.from(table.keys(), (character): [string, string] => [character, last(character)]));
}
