package chatbench.lines;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Words, of which each is said half, a third, a quarter ... as often as the first, as in any
 * language (Zipf): an index that is good for evenly spread words only is found out.
 */
final class Words {
  static final Words KOREAN =
      new Words(
          "오늘 내일 우리 회의 정말 지금 그리고 사람 점심 시간 커피 저녁 주말 날씨 친구 학교 회사 영화 음악 여행 사진 전화 메시지 서버"
              + " 데이터 문제 해결 질문 대답 확인 감사합니다 안녕하세요 괜찮아요 좋아요 그런데 하지만 아마 다시 먼저 나중에 같이 혼자 어제"
              + " 아침 버스 지하철 자전거 공원 바다 산책 운동 축구 야구 게임 책방 도서관 시험 숙제 선생님 학생 부모님 동생 언니 오빠 고양이"
              + " 강아지 김치 라면 떡볶이 비빔밥 과일 사과 딸기 포도 생일 선물 결혼 약속 장소 지도 주소 예약 취소 변경 배포 테스트 오류 로그"
              + " 화면 버튼 색깔 글자 그림 노래 가수 배우 뉴스 신문 날짜 계절 봄비 여름 가을 겨울");
  static final Words ENGLISH =
      new Words(
          "the to and you is it that for on we have this with not are can be at what just so now"
              + " when there meeting will today time please thanks know like good think work see"
              + " get make how about server message tomorrow lunch coffee build release test deploy"
              + " review branch merge error log restart morning evening weekend weather music movie"
              + " photo travel train ticket station garden kitchen dinner recipe paper pencil"
              + " window door street city river mountain summer winter spring autumn game team"
              + " player score question answer report figure table number letter color picture song"
              + " birthday present holiday");

  /** In none of the others, nor part of one. */
  static final List<String> RARE =
      List.of("무지개송어", "다람쥐", "해바라기", "소용돌이", "갯벌", "xylophone", "quagmire", "zeppelin");

  private final String[] words;
  private final double[] upTo;

  private Words(String words) {
    this.words = words.split(" ");
    this.upTo = new double[this.words.length];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += 1.0 / (i + 1);
      upTo[i] = sum;
    }
  }

  String any(Random random) {
    int at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
    return words[at < 0 ? -at - 1 : at];
  }
}
