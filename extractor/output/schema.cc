#include "extractor/output/article_json.h"

namespace pressbox {

std::string_view article_json_schema() {
  static constexpr std::string_view kSchema = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "pressbox/article/1",
  "title": "A sports news article as pressbox reads it",
  "description": "start and end are offsets into the input text as given, end exclusive, in the unit that the field offsets names. A text beside them is exactly that slice.",
  "type": "object",
  "required": ["schema", "id", "source", "title", "language", "sport", "offsets"],
  "additionalProperties": false,
  "properties": {
    "schema": { "const": "pressbox/article/1", "description": "The name and version of this format." },
    "id": { "type": "string", "description": "The article's id field, or the file's name without extension (a line of JSON without an id adds its line number)." },
    "source": { "type": "string", "description": "The file that the article came from, or stdin." },
    "title": { "type": ["string", "null"], "description": "The title given beside the text, or the text's own headline; null if there is none." },
    "language": { "type": ["string", "null"], "description": "The language that the text was read as: en." },
    "sport": { "$ref": "#/$defs/sport", "description": "The sport that the article is about; null where it names none." },
    "offsets": { "enum": ["codepoint", "utf8", "utf16"], "description": "The unit of every start and end: Unicode code points of the decoded text, bytes of the input as given, or UTF-16 code units of the decoded text. The decoded text has one U+FFFD for each byte sequence that is not UTF-8." },
    "quotes": { "type": "array", "items": { "$ref": "#/$defs/quote" }, "description": "Stretches between quotation marks, by start." },
    "people": { "type": "array", "items": { "$ref": "#/$defs/person" }, "description": "The people named, by first mention." },
    "teams": { "type": "array", "items": { "$ref": "#/$defs/team" }, "description": "The teams named, by first mention." },
    "scores": { "type": "array", "items": { "$ref": "#/$defs/score" }, "description": "Scores of contests, by start." },
    "competitions": { "type": "array", "items": { "$ref": "#/$defs/thing" }, "description": "Leagues, cups, tournaments." },
    "venues": { "type": "array", "items": { "$ref": "#/$defs/thing" }, "description": "Grounds, arenas, courses, circuits." },
    "outlets": { "type": "array", "items": { "$ref": "#/$defs/thing" }, "description": "Newspapers, broadcasters, agencies, sites." },
    "diagnostics": { "type": "array", "items": { "$ref": "#/$defs/diagnostic" }, "description": "What was odd in the input." },
    "extra": { "type": "object", "description": "With --keep-fields: the other fields of the line of JSON that the article came from, unchanged." }
  },
  "$defs": {
    "offset": { "type": "integer", "minimum": 0 },
    "rule": { "type": ["string", "null"], "description": "The id of the rule that made this (pressbox explain gives its reason)." },
    "confidence": { "type": "number", "minimum": 0, "maximum": 1, "description": "How sure pressbox is, from 0 to 1." },
    "entity": { "type": ["string", "null"], "pattern": "^[pt][1-9][0-9]*$", "description": "The id of a person (p1) or team (t1) of this article; null for what is neither." },
    "how": { "enum": ["name", "pronoun", "nominal", "colon", "continued", "headline", "other"], "description": "How it was found: a name with the cue, a pronoun (he said), a description (the striker said), a bare name and colon, the same speaker going on without a cue of its own, the headline, or otherwise." },
    "sport": { "enum": [null, "football", "rugby-union", "rugby-league", "american-football", "basketball", "baseball", "ice-hockey", "tennis", "cricket", "golf", "athletics", "swimming", "cycling", "motor-sport", "boxing", "snooker", "darts", "horse-racing", "australian-football", "skiing", "volleyball", "handball", "field-hockey", "gymnastics", "rowing", "other"] },
    "slice": {
      "type": "object",
      "description": "A stretch of the text.",
      "required": ["start", "end", "text"],
      "additionalProperties": false,
      "properties": {
        "start": { "$ref": "#/$defs/offset" },
        "end": { "$ref": "#/$defs/offset" },
        "text": { "type": "string" }
      }
    },
    "reference": {
      "type": "object",
      "description": "A pronoun or description that stands for a person or team.",
      "required": ["start", "end", "text", "how"],
      "additionalProperties": false,
      "properties": {
        "start": { "$ref": "#/$defs/offset" },
        "end": { "$ref": "#/$defs/offset" },
        "text": { "type": "string" },
        "how": { "$ref": "#/$defs/how" }
      }
    },
    "quote": {
      "type": "object",
      "required": ["id", "start", "end", "text", "kind", "utterance", "speaker", "cue", "audience", "nested", "insertions", "confidence", "rule"],
      "additionalProperties": false,
      "properties": {
        "id": { "type": "string", "pattern": "^q[1-9][0-9]*$" },
        "start": { "$ref": "#/$defs/offset" },
        "end": { "$ref": "#/$defs/offset" },
        "text": { "type": "string", "description": "The words inside the marks; of an indirect one the reported clause." },
        "kind": { "enum": ["direct", "partial", "nonspeech", "indirect"], "description": "direct: a full clause of somebody's words; partial: a phrase that is somebody's words; nonspeech: a nickname, title, slogan, scare quotes; indirect: reported without marks." },
        "utterance": { "type": "string", "pattern": "^u[1-9][0-9]*$", "description": "Shared by the stretches of one speech that a cue or a paragraph's end breaks." },
        "speaker": {
          "type": ["object", "null"],
          "description": "Who says it; null where the text does not say.",
          "required": ["id", "name", "start", "end", "text", "how"],
          "additionalProperties": false,
          "properties": {
            "id": { "$ref": "#/$defs/entity" },
            "name": { "type": "string", "description": "The canonical name, or the source as the text describes it." },
            "start": { "$ref": "#/$defs/offset" },
            "end": { "$ref": "#/$defs/offset" },
            "text": { "type": "string", "description": "The mention that carried the attribution." },
            "how": { "$ref": "#/$defs/how" }
          }
        },
        "cue": {
          "type": ["object", "null"],
          "description": "The word or phrase that marks the speech.",
          "required": ["start", "end", "text", "lemma"],
          "additionalProperties": false,
          "properties": {
            "start": { "$ref": "#/$defs/offset" },
            "end": { "$ref": "#/$defs/offset" },
            "text": { "type": "string" },
            "lemma": { "type": "string", "description": "The cue's dictionary form: say for said." }
          }
        },
        "audience": {
          "type": ["object", "null"],
          "description": "The outlet or person told.",
          "required": ["id", "name", "start", "end", "text"],
          "additionalProperties": false,
          "properties": {
            "id": { "$ref": "#/$defs/entity" },
            "name": { "type": "string" },
            "start": { "$ref": "#/$defs/offset" },
            "end": { "$ref": "#/$defs/offset" },
            "text": { "type": "string" }
          }
        },
        "nested": { "type": "array", "items": { "$ref": "#/$defs/slice" }, "description": "Quotations inside this one: the words inside their marks." },
        "insertions": { "type": "array", "items": { "$ref": "#/$defs/slice" }, "description": "The editor's brackets, brackets included." },
        "part_of": { "type": "string", "pattern": "^q[1-9][0-9]*$", "description": "Of a partial one: the indirect quote around it. Only with --indirect, and only where there is one." },
        "parts": { "type": "array", "minItems": 1, "items": { "type": "string", "pattern": "^q[1-9][0-9]*$" }, "description": "Of an indirect one: the partial quotes inside it, which name it in part_of. Only where there are any." },
        "confidence": { "$ref": "#/$defs/confidence" },
        "rule": { "$ref": "#/$defs/rule" },
        "polarity": { "const": "negated", "description": "The text says that the words were not said. Missing: it does not say so." },
        "polarity_rule": { "$ref": "#/$defs/rule" },
        "modality": { "enum": ["question", "hearsay", "hypothetical"], "description": "The text asks whether they were said, says so by hearsay, or as a possibility. Missing: they are said to have been said." },
        "modality_rule": { "$ref": "#/$defs/rule" }
      }
    },
    "person": {
      "type": "object",
      "required": ["id", "name", "mentions", "references", "role", "team", "nationality", "rule"],
      "additionalProperties": false,
      "properties": {
        "id": { "type": "string", "pattern": "^p[1-9][0-9]*$" },
        "name": { "type": "string", "description": "The fullest form in the article." },
        "mentions": { "type": "array", "items": { "$ref": "#/$defs/slice" }, "description": "Where the person is named." },
        "references": { "type": "array", "items": { "$ref": "#/$defs/reference" }, "description": "Pronouns and descriptions that stand for the person." },
        "role": { "type": ["string", "null"], "description": "As the text gives it: striker, head coach." },
        "team": { "type": ["string", "null"], "description": "The name of the team that the text ties the person to." },
        "nationality": { "type": ["string", "null"], "description": "A country's name, where the text gives it." },
        "rule": { "$ref": "#/$defs/rule" }
      }
    },
    "team": {
      "type": "object",
      "required": ["id", "name", "key", "sport", "kind", "mentions", "references", "rule"],
      "additionalProperties": false,
      "properties": {
        "id": { "type": "string", "pattern": "^t[1-9][0-9]*$" },
        "name": { "type": "string", "description": "The usual full name: Tottenham Hotspur." },
        "key": { "type": ["string", "null"], "description": "The lexicon's id; null for a team that only its shape or its place betrays." },
        "sport": { "$ref": "#/$defs/sport" },
        "kind": { "enum": ["club", "franchise", "national", "college", "representative", "constructor"] },
        "mentions": { "type": "array", "items": { "$ref": "#/$defs/slice" }, "description": "Names, nicknames, abbreviations." },
        "references": { "type": "array", "items": { "$ref": "#/$defs/reference" }, "description": "Descriptions that stand for the team: the visitors." },
        "rule": { "$ref": "#/$defs/rule" }
      }
    },
    "score": {
      "type": "object",
      "required": ["id", "start", "end", "text", "kind", "sides", "winner", "confidence", "rule", "sides_rule"],
      "additionalProperties": false,
      "properties": {
        "id": { "type": "string", "pattern": "^s[1-9][0-9]*$" },
        "start": { "$ref": "#/$defs/offset" },
        "end": { "$ref": "#/$defs/offset" },
        "text": { "type": "string" },
        "kind": { "enum": ["final", "partial", "set", "series", "aggregate", "shootout"], "description": "partial: in play or hypothetical; set: one set; series: of matches; aggregate: over two legs; shootout: penalties." },
        "sides": {
          "type": "array",
          "maxItems": 2,
          "description": "Whose points: two sides in the order of the numbers, the one that bats in an innings of cricket, or none where the text does not say.",
          "items": {
            "type": "object",
            "required": ["id", "name", "points"],
            "additionalProperties": false,
            "properties": {
              "id": { "$ref": "#/$defs/entity" },
              "name": { "type": "string" },
              "points": { "type": "integer", "description": "Goals, points, runs; in a score of several sets, the sets won." }
            }
          }
        },
        "winner": { "$ref": "#/$defs/entity", "description": "The id of the side that won; null for a draw or where it is not known." },
        "sets": {
          "type": "array",
          "minItems": 1,
          "description": "A score in sets, set by set; absent in others.",
          "items": {
            "type": "object",
            "required": ["points", "tiebreak"],
            "additionalProperties": false,
            "properties": {
              "points": { "type": "array", "items": { "type": "integer" }, "minItems": 2, "maxItems": 2, "description": "In the order of sides." },
              "tiebreak": { "type": ["array", "null"], "items": { "type": ["integer", "null"] }, "minItems": 2, "maxItems": 2, "description": "The tie-break's points in the order of sides; null for what the text does not give." }
            }
          }
        },
        "confidence": { "$ref": "#/$defs/confidence" },
        "rule": { "$ref": "#/$defs/rule" },
        "sides_rule": { "type": ["string", "null"], "description": "The id of the rule that gave the sides; null where there are none." }
      }
    },
    "thing": {
      "type": "object",
      "required": ["name", "key", "mentions", "rule"],
      "additionalProperties": false,
      "properties": {
        "name": { "type": "string", "description": "The usual full name." },
        "key": { "type": ["string", "null"], "description": "The lexicon's id." },
        "mentions": { "type": "array", "items": { "$ref": "#/$defs/slice" } },
        "rule": { "$ref": "#/$defs/rule" }
      }
    },
    "diagnostic": {
      "type": "object",
      "required": ["code", "start", "end", "message"],
      "additionalProperties": false,
      "properties": {
        "code": { "type": "string", "pattern": "^[a-z0-9-]+$", "description": "Such as unclosed-mark, invalid-utf8, byte-order-mark, nul-byte, crlf, empty-article." },
        "start": { "$ref": "#/$defs/offset" },
        "end": { "$ref": "#/$defs/offset" },
        "message": { "type": "string", "description": "One sentence for a person." }
      }
    }
  }
}
)json";
  return kSchema;
}

}  // namespace pressbox
