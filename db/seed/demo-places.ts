/** A city of the region dictionary with what addresses and registration numbers there look like. */
export type City = {
  market: "south" | "east";
  /** The names of the region entry and of the one above it. */
  province: string;
  name: string;
  /** How companies there begin their names. */
  short: string;
  areaCode: string;
  postcode: string;
  /** The six digits of the registering district in a credit code. */
  division: string;
  streets: readonly string[];
  weight: number;
};

const city = (
  market: City["market"],
  place: `${string}/${string}/${string}`,
  codes: `${string}/${string}/${string}`,
  streets: `${string}`,
  weight: number,
): City => {
  const [province = "", name = "", short = ""] = place.split("/");
  const [areaCode = "", postcode = "", division = ""] = codes.split("/");
  return { market, province, name, short, areaCode, postcode, division, streets: streets.split(" "), weight };
};

export const cities: readonly City[] = [
  city(
    "south",
    "广东省/深圳市/深圳",
    "0755/518000/440305",
    "南山区科技南路 福田区深南大道 宝安区新安路 龙岗区坂田街道",
    14,
  ),
  city("south", "广东省/广州市/广州", "020/510000/440106", "天河区天河路 黄埔区科学大道 番禺区市桥街", 10),
  city("south", "广东省/东莞市/东莞", "0769/523000/441900", "南城街道鸿福路 长安镇振安路 松山湖科技路", 8),
  city("south", "广东省/佛山市/佛山", "0757/528000/440604", "禅城区季华路 顺德区大良街道 南海区桂城街道", 6),
  city("south", "广东省/惠州市/惠州", "0752/516000/441302", "惠城区文明路 仲恺区和畅路", 3),
  city("south", "广东省/珠海市/珠海", "0756/519000/440402", "香洲区吉大路 斗门区珠峰大道", 3),
  city("south", "广东省/中山市/中山", "0760/528400/442000", "火炬开发区康乐大道 小榄镇民安路", 3),
  city("south", "福建省/厦门市/厦门", "0592/361000/350203", "思明区湖滨南路 集美区杏林湾路", 4),
  city("south", "福建省/泉州市/泉州", "0595/362000/350503", "丰泽区津淮街 晋江市青阳街道", 2),
  city("south", "广西壮族自治区/南宁市/南宁", "0771/530000/450103", "青秀区民族大道 西乡塘区大学路", 3),
  city("south", "湖南省/长沙市/长沙", "0731/410000/430102", "岳麓区麓谷大道 雨花区韶山路", 4),
  city("south", "湖北省/武汉市/武汉", "027/430000/420106", "洪山区珞喻路 东西湖区金银湖路", 4),
  city("south", "四川省/成都市/成都", "028/610000/510107", "高新区天府大道 双流区航空路", 4),
  city("south", "海南省/海口市/海口", "0898/570000/460106", "龙华区滨海大道", 1),
  city("east", "上海市/浦东新区/上海", "021/200120/310115", "张江路 世纪大道 外高桥富特西一路", 8),
  city("east", "上海市/嘉定区/上海", "021/201800/310114", "安亭镇墨玉路 南翔镇银翔路", 4),
  city("east", "浙江省/杭州市/杭州", "0571/310000/330106", "西湖区文三路 滨江区江南大道 余杭区文一西路", 7),
  city("east", "浙江省/宁波市/宁波", "0574/315000/330203", "鄞州区天童南路 北仑区明州路", 4),
  city("east", "浙江省/金华市/义乌", "0579/322000/330702", "稠城街道城中北路", 2),
  city("east", "江苏省/苏州市/苏州", "0512/215000/320508", "工业园区星湖街 昆山市前进中路", 5),
  city("east", "江苏省/南京市/南京", "025/210000/320102", "江宁区双龙大道 鼓楼区中山北路", 4),
  city("east", "安徽省/合肥市/合肥", "0551/230000/340102", "蜀山区望江西路", 2),
  city("east", "山东省/青岛市/青岛", "0532/266000/370202", "市南区香港中路 黄岛区长江中路", 3),
];

export type ForeignCompany = {
  name: string;
  country: string;
  city: string;
  phone: string;
  register: string;
  domain: string;
};

/** Companies abroad: name | country | city | phone | register | domain. All of them are made up. */
export const foreignCompanies: readonly ForeignCompany[] = `
Bałtyk Fracht Sp. z o.o.|波兰|Gdańsk|+48 58 555 0141|KRS 0000412907|baltykfracht
Kowalczyk Transport Sp. z o.o.|波兰|Łódź|+48 42 555 0177|KRS 0000398215|kowalczyktransport
Mazowsze Logistyka S.A.|波兰|Warszawa|+48 22 555 0123|KRS 0000287764|mazowszelogistyka
Wawel Flota Sp. z o.o.|波兰|Kraków|+48 12 555 0166|KRS 0000501338|wawelflota
Śląskie Maszyny Budowlane S.A.|波兰|Katowice|+48 32 555 0190|KRS 0000316642|slaskiemaszyny
Zielona Energia Wschód Sp. z o.o.|波兰|Lublin|+48 81 555 0112|KRS 0000620451|zielonaenergia
Nordlicht Logistik GmbH|德国|Hamburg|+49 40 5550142|HRB 118342|nordlicht-logistik
Rheintal Spedition GmbH & Co. KG|德国|Köln|+49 221 5550187|HRA 30918|rheintal-spedition
Bergmann Baumaschinen GmbH|德国|München|+49 89 5550119|HRB 204471|bergmann-baumaschinen
Müller & Söhne Kühltransporte GmbH|德国|Bremen|+49 421 5550133|HRB 27650|mueller-kuehltransporte
Thames Valley Couriers Ltd|英国|Reading|+44 118 496 0112|08214567|thamesvalleycouriers
Pennine Plant Hire Ltd|英国|Leeds|+44 113 496 0145|07455120|pennineplant
Caledonian Fish Logistics Ltd|英国|Aberdeen|+44 1224 496 018|SC412208|caledonianfish
Transports Garonne SAS|法国|Bordeaux|+33 5 55 50 01 42|RCS 512 334 876|transportsgaronne
Lumière Froid SARL|法国|Lyon|+33 4 55 50 01 77|RCS 480 117 203|lumierefroid
Pacific Crest Trucking LLC|美国|Seattle|+1 206-555-0142|602-881-204|pacificcresttrucking
Lone Star Fleet Services Inc.|美国|Dallas|+1 214-555-0177|0801442906|lonestarfleet
Great Lakes Cold Chain Inc.|美国|Chicago|+1 312-555-0119|6682-4471|greatlakescoldchain
Sierra Heavy Equipment Rental LLC|美国|Reno|+1 775-555-0133|NV20181172|sierraheavy
Bayou Marine Supply Co.|美国|New Orleans|+1 504-555-0186|36201174K|bayoumarine
Maple Ridge Haulage Ltd.|加拿大|Vancouver|+1 604-555-0164|BC0981127|mapleridgehaulage
Laurentides Transport Inc.|加拿大|Montréal|+1 514-555-0128|1172004518|laurentidestransport
Southern Cross Freight Pty Ltd|澳大利亚|Melbourne|+61 3 5550 0142|ABN 51 824 753 556|southerncrossfreight
Outback Mining Services Pty Ltd|澳大利亚|Perth|+61 8 5550 0177|ABN 83 914 571 673|outbackmining
みなと物流株式会社|日本|横浜|+81 45-555-0142|0200-01-098123|minato-logistics
さくら冷蔵運輸株式会社|日本|大阪|+81 6-5550-0177|1200-01-145209|sakura-reizo
北海重機株式会社|日本|札幌|+81 11-555-0119|4300-01-033871|hokkai-heavy
한빛로지스 주식회사|韩国|인천|+82 32-555-0142|110111-4820193|hanbitlogis
대동중장비 주식회사|韩国|부산|+82 51-555-0177|180111-0772046|daedongheavy
Lion City Haulage Pte. Ltd.|新加坡|Singapore|+65 6555 0142|201418832K|lioncityhaulage
Straits Cold Storage Pte. Ltd.|新加坡|Singapore|+65 6555 0177|200907714D|straitscold
Merlion Smart Buildings Pte. Ltd.|新加坡|Singapore|+65 6555 0119|201622105M|merlionsmart`
  .trim()
  .split("\n")
  .map((line) => {
    const [name = "", country = "", cityName = "", phone = "", register = "", domain = ""] = line.split("|");
    return { name, country, city: cityName, phone, register, domain: `${domain}.example` };
  });
