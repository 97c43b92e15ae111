// The words of consent on the page, beside those of words.js. The object is plain JSON, so that tests can read it too.
export const consentWords = {
  "id": {
    "menu_consent": "Apa yang disimpan",
    "consent_title": "Apa yang disimpan",
    "consent_self_help": "Obrolan tentang dirimu disimpan, terenkripsi: pesanmu, tujuan, dan rencanamu. Kode kembalimu membawamu lagi ke sini lain hari.",
    "consent_practice": "Latihanmu disimpan, terenkripsi: kata-katamu, jawaban klien, dan umpan baliknya.",
    "consent_supervision": "Pembimbing di kelas yang kamu ikuti bisa membaca latihanmu.",
    "consent_no_self_help": "Obrolan ini belum kamu izinkan disimpan. Satu jam setelah selesai, semuanya terhapus sendiri.",
    "consent_no_practice": "Latihan ini belum kamu izinkan disimpan. Satu jam setelah selesai, semuanya terhapus sendiri.",
    "consent_ask_self_help": "Boleh percakapan, tujuan, dan rencanamu disimpan, terenkripsi, supaya bisa dilanjutkan lain kali? Berhenti, mengunduh, atau menghapus semuanya bisa kapan saja.",
    "consent_ask_practice": "Boleh latihanmu disimpan, terenkripsi, supaya bisa dilihat lagi dan dibandingkan? Berhenti, mengunduh, atau menghapus semuanya bisa kapan saja.",
    "consent_means": "Kamu boleh berubah pikiran. Kalau persetujuan dicabut, obrolan dan latihan sebelumnya langsung dihapus, begitu juga kata-katamu di obrolan ini, dan tidak ada pembimbing yang bisa membacanya lagi. Kita tetap bisa lanjut seperti biasa. Satu jam setelah selesai, sisanya ikut terhapus dan kode kembalimu tidak berlaku lagi.",
    "consent_give": "Boleh, simpan",
    "consent_withdraw": "Cabut persetujuan",
    "consent_given": "Terima kasih. Yang kamu tulis mulai sekarang disimpan.",
    "consent_withdrawn": "Persetujuanmu sudah dicabut. Yang lama dan kata-katamu di sini sudah dihapus. Kita tetap bisa lanjut seperti biasa.",
    "unkept_self_help": "Kata-katamu di obrolan ini tidak disimpan. Kalau halaman dimuat ulang, hanya kata-kata Rembuk yang tampak; tujuan dan rencanamu tetap ada sampai satu jam setelah selesai.",
    "unkept_practice": "Persetujuan untuk latihan ini tidak ada lagi. Kata-katamu sebelum itu sudah dihapus, dan sisanya terhapus satu jam setelah selesai."
  },
  "en": {
    "menu_consent": "What is kept",
    "consent_title": "What is kept",
    "consent_self_help": "What you talk through about yourself is kept, encrypted: your messages, your goals and your plan. Your return code brings you back here another day.",
    "consent_practice": "Your practice is kept, encrypted: your words, the client's answers and the feedback.",
    "consent_supervision": "The supervisors of classes you have joined can read your practice.",
    "consent_no_self_help": "You haven't agreed to this conversation being kept. An hour after we finish, all of it erases itself.",
    "consent_no_practice": "You haven't agreed to this practice being kept. An hour after it ends, all of it erases itself.",
    "consent_ask_self_help": "May I keep our talk, your goals and your plan, encrypted, so that you can pick them up again later? You can stop, download or delete everything at any time.",
    "consent_ask_practice": "May I keep your practice, encrypted, so that you can look at it again and compare? You can stop, download or delete everything at any time.",
    "consent_means": "You're free to change your mind. If you withdraw your consent, earlier talks and practice are erased at once, and so are your words in this one, and no supervisor can read them any more. We can go on just the same. An hour after we finish, the rest is erased too and your return code stops working.",
    "consent_give": "Yes, keep it",
    "consent_withdraw": "Withdraw consent",
    "consent_given": "Thank you. What you write from now on is kept.",
    "consent_withdrawn": "Your consent is withdrawn. What came before, and your words here, are erased. We can go on just the same.",
    "unkept_self_help": "Your words in this conversation aren't kept. If the page is reloaded, only Rembuk's words are here; your goal and plan stay until an hour after we finish.",
    "unkept_practice": "This practice no longer has your consent. Your words from before that are erased, and the rest is erased an hour after it ends."
  }
};
