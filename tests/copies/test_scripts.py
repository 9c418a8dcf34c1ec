"""Copies in scripts without spaces, from right to left, and with vowel signs: found, proved, told apart."""

from __future__ import annotations

import pytest

from wirecopy import find_copies

WIRES = {
    "Chinese": "港务局周一表示，渡轮将从下周起恢复航行，此前双方就新"
    "的时刻表达成一致。连接两岛的航线自三月以来一直停运。",
    "Japanese": "港湾当局は月曜日、新しい時刻表で双方が合意したこと"
    "を受け、来週からフェリーの運航を再開すると発表した。",
    "Thai": "การท่าเรือแถลงเมื่อวันจันทร์ว่าเรือข้ามฟากจะกลับมาเดินเรือตั้งแต่สัปดาห์หน้าหลังทั้งสองฝ่ายตกลงตารางเวลาใหม่กันได้",
    "Arabic": "أعلنت سلطة الميناء يوم الاثنين أن العبارة ستستأنف رحلاتها ابتداء "
    "من الأسبوع المقبل بعد أن اتفق الجانبان على جدول جديد",
    "Devanagari": "बंदरगाह प्राधिकरण ने सोमवार को कहा कि नई समय सारणी पर दोनों "
    "पक्षों की सहमति के बाद नौका अगले सप्ताह से फिर चलेगी",
    "Cyrillic": "Управление порта сообщило в понедельник, что паром вновь начнёт "
    "ходить со следующей недели, когда стороны согласуют расписание",
    "Greek": "Η λιμενική αρχή ανακοίνωσε τη Δευτέρα ότι το πλοίο θα ξεκινήσει "
    "πάλι δρομολόγια από την επόμενη εβδομάδα μετά τη συμφωνία",
}
MORE = {
    "Chinese": "当地渔民对此表示欢迎，但商会认为票价仍然过高，要求政府在秋天之前重新审查补贴办法。",
    "Japanese": "地元の漁業者は歓迎しているが、商工会は運賃がなお高すぎるとして補助の見直しを求めている。",
    "Thai": "ชาวประมงในพื้นที่ยินดีกับข่าวนี้แต่หอการค้าเห็นว่าค่าโดยสารยังแพงเกินไปและขอให้รัฐบาลทบทวนเงินอุดหนุน",
    "Arabic": "رحب الصيادون المحليون بالخبر لكن غرفة التجارة ترى أن "
    "الأجرة ما زالت مرتفعة وتطلب من الحكومة مراجعة الدعم",
    "Devanagari": "स्थानीय मछुआरों ने इसका स्वागत किया पर व्यापार मंडल का मानना "
    "है कि किराया अब भी बहुत अधिक है और सहायता बढ़नी चाहिए",
    "Cyrillic": "Местные рыбаки обрадовались новости, но торговая палата считает "
    "цену билета слишком высокой и просит пересмотреть дотации",
    "Greek": "Οι ψαράδες της περιοχής χάρηκαν αλλά το επιμελητήριο θεωρεί ακόμη "
    "ακριβό το εισιτήριο και ζητεί νέα επιδότηση από το κράτος",
}


@pytest.mark.parametrize("script", WIRES)
def test_a_copy_is_found_and_proved_in_any_script(script: str) -> None:
    texts = [WIRES[script], MORE[script], f"{WIRES[script]}\n{MORE[script][:12]}"]
    found = find_copies(texts)
    assert found.families.tolist() == [0, 1, 0]
    (row,) = found.pairs.to_pylist()
    assert (row["relation"], row["containment_a"]) == ("copy", 1.0)
    for run in row["runs"]:
        assert texts[row["a"]][run["a_start"] : run["a_end"]] == texts[row["b"]][run["b_start"] : run["b_end"]]


@pytest.mark.parametrize("script", WIRES)
def test_two_texts_of_one_script_are_not_copies_for_it(script: str) -> None:
    assert find_copies([WIRES[script], MORE[script]]).pairs.num_rows == 0


def test_full_width_letters_and_vowel_marks_are_house_style() -> None:
    wide = "ＡＢＣ通信は月曜日、新しい時刻表で双方が合意したことを受け、来週からフェリーの運航を再開すると伝えた。"
    narrow = wide.replace("ＡＢＣ", "abc")
    marked = WIRES["Arabic"].replace("أعلنت", "أَعْلَنَتْ")
    assert find_copies([wide, narrow]).pairs["containment_a"].to_pylist() == [1.0]
    assert find_copies([WIRES["Arabic"], marked]).pairs["containment_a"].to_pylist() == [1.0]


def test_identical_and_empty_texts_are_told_on_purpose() -> None:
    texts = ["", "No comment.", "no comment", "", "   \n", WIRES["Greek"], WIRES["Greek"], "Yes."]
    found = find_copies(texts)
    assert found.families.tolist() == [0, 1, 1, 3, 4, 5, 5, 7]
    assert [(row["a"], row["b"]) for row in found.pairs.to_pylist()] == [(1, 2), (5, 6)]
