import { append, type Breakage } from "./broken.test-data.ts";
import { type Case, testCases } from "./check-cases.test-data.ts";

const comments = (...rows: readonly string[]): Breakage =>
  append(
    "comments.csv",
    ["id,on_table,on_row,on_field,act,answers,author,at,text", ...rows, ""].join("\n"),
  );
const first = "a,partners,PHL,,comment,,Ana,2021-01-05T09:00:00Z,Is this right?";

const cases: readonly Case[] = [
  [
    "a comment on no table",
    comments("a,partner,PHL,,comment,,Ana,2021-01-05T09:00:00Z,Well"),
    "comment_place",
    "comments.csv:2 on_table",
  ],
  [
    "a comment on comments, and one on a field that is none",
    comments(
      "a,comments,a,,comment,,Ana,2021-01-05T09:00:00Z,Well",
      "b,partners,PHL,constructor,comment,,Ana,2021-01-05T09:00:00Z,Well",
    ),
    "comment_place",
    ["comments.csv:2 on_table", "comments.csv:3 on_field"],
  ],
  [
    "a comment on a row that is gone",
    comments(first, "b,partners,ATL,,comment,,Ana,2021-01-05T09:00:00Z,Well"),
    "comment_row_absent",
    "comments.csv:3 on_row",
  ],
  [
    "a comment at no instant",
    comments(
      first,
      "b,partners,PHL,,comment,,Ana,2021-01-05,Well",
      "c,partners,PHL,,comment,,Ana,2021-13-05T09:00:00Z,Well",
    ),
    "comment_at",
    ["comments.csv:3 at", "comments.csv:4 at"],
  ],
  [
    "a comment of 5,001 characters, beside one of 5,000",
    comments(
      `a,partners,PHL,,comment,,Ana,2021-01-05T09:00:00Z,${"x".repeat(5000)}`,
      `b,partners,PHL,,comment,,Ana,2021-01-05T09:00:00Z,${"x".repeat(5001)}`,
    ),
    "comment_long",
    "comments.csv:3 text",
  ],
  [
    "answers to nothing, to another row, of another author, in a circle",
    comments(
      first,
      "b,partners,PHL,,resolution,,Ana,2021-01-05T09:00:00Z,Done",
      "c,partners,UKR,,comment,a,Ana,2021-01-05T09:00:00Z,Well",
      "d,partners,PHL,,withdrawal,a,Bo,2021-01-05T09:00:00Z,Wrong",
      "e,partners,PHL,,comment,f,Ana,2021-01-05T09:00:00Z,Well",
      "f,partners,PHL,,comment,e,Ana,2021-01-05T09:00:00Z,Well",
      "g,partners,PHL,,correction,a,Ana,2021-01-05T09:01:00Z,Better",
      "h,partners,PHL,,resolution,a,Bo,2021-01-05T09:02:00Z,Answered",
    ),
    "comment_answers",
    [
      "comments.csv:3 answers",
      "comments.csv:4 answers",
      "comments.csv:5 answers",
      "comments.csv:6 answers",
      "comments.csv:7 answers",
    ],
  ],
];

testCases("comments", cases);
