import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { documentKinds } from "../../../../model/document-kinds.ts";
import { composeReport } from "../../compose/compose.ts";
import type { Block, ReportLayout, TableBlock } from "../../compose/layout.ts";
import type { ReportFormat } from "../format.ts";

const body = { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "FangSong", cs: "Times New Roman" };
const heading = { ascii: "Arial", hAnsi: "Arial", eastAsia: "SimHei", cs: "Arial" };

/** A document to edit before it is signed. The drawing of the network is in the PDF alone. */
export const docx: ReportFormat = {
  id: "docx",
  ending: "docx",
  mediaType: documentKinds.docx.mediaType,
  frozen: false,
  write: (report, language) => writeDocx(composeReport(report, language)),
};

/** Pages as a document to edit. */
export async function writeDocx(layout: ReportLayout): Promise<Uint8Array<ArrayBuffer>> {
  const document = new Document({
    title: layout.title,
    creator: "Plantwatch",
    styles: stylesOf(layout),
    features: { updateFields: true },
    sections: [{ footers: { default: footerOf(layout) }, children: [...frontOf(layout), ...layout.sections.flatMap(sectionOf)] }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function stylesOf({ language }: ReportLayout) {
  const run = { font: body, size: 24, language: { value: "en-US", eastAsia: language } };
  const headed = (size: number) => ({
    run: { font: heading, size, bold: true, color: "000000" },
    paragraph: { spacing: { before: 240, after: 120 }, keepNext: true },
  });
  return { default: { document: { run }, heading1: headed(32), heading2: headed(28) } };
}

function footerOf({ pageOf }: ReportLayout): Footer {
  const children = [pageOf.before, PageNumber.CURRENT, pageOf.between, PageNumber.TOTAL_PAGES, pageOf.after];
  return new Footer({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children, size: 18 })] })],
  });
}

const centred = (text: string, size: number, before: number) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before, after: 300 },
    children: [new TextRun({ text, size, bold: true, font: heading })],
  });
const plain = (text: string) => new Paragraph({ spacing: { after: 160 }, children: [new TextRun(text)] });
const nextPage = () => new Paragraph({ children: [new PageBreak()] });

function frontOf({ title, mark, cover, statement, signOff, contents }: ReportLayout): (Paragraph | Table | TableOfContents)[] {
  return [
    ...(mark === "" ? [] : [plain(mark)]),
    centred(title, 48, 2400),
    ...cover.map(([name, value]) => plain(`${name}：${value === "" ? "________________" : value}`)),
    nextPage(),
    centred(statement.title, 32, 400),
    plain(statement.text),
    ...statement.signatures.map((line) => plain(`${line}：________________`)),
    centred(signOff.title, 32, 600),
    gridOf([signOff.heading, ...signOff.roles.map((role) => [role, "", "", ""])], [1, 1, 1, 1]),
    nextPage(),
    centred(contents, 32, 200),
    new TableOfContents(contents, { hyperlink: true, headingStyleRange: "1-2" }),
    nextPage(),
  ];
}

function sectionOf({ level, title, blocks }: ReportLayout["sections"][number]): (Paragraph | Table)[] {
  const style = level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2;
  return [new Paragraph({ heading: style, children: [new TextRun(title)] }), ...blocks.flatMap(blockOf)];
}

function blockOf(block: Block): (Paragraph | Table)[] {
  if (block.kind === "text") {
    const indent = { firstLineChars: 200, firstLine: 480 };
    return [new Paragraph({ indent, spacing: { after: 120 }, children: [new TextRun(block.text)] })];
  }
  const caption = new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    children: [new TextRun({ text: block.caption, bold: true, size: 20 })],
  });
  if (block.kind === "figure") return [caption, plain(block.alt)];
  return block.rows.length === 0 ? [caption, plain(block.empty)] : [caption, tableOf(block)];
}

function tableOf({ columns, rows }: TableBlock): Table {
  const widths = columns.map(({ width }) => width);
  const right = columns.map(({ align }) => align === "right");
  return gridOf([columns.map(({ title }) => title), ...rows], widths, right);
}

function gridOf(rows: readonly (readonly string[])[], widths: readonly number[], right: readonly boolean[] = []): Table {
  const sum = widths.reduce((total, width) => total + width, 0);
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row, index) =>
        new TableRow({
          tableHeader: index === 0,
          cantSplit: true,
          children: row.map((value, column) => {
            const alignment = index > 0 && right[column] === true ? AlignmentType.RIGHT : AlignmentType.LEFT;
            const size = Math.round(((widths[column] ?? 1) / sum) * 100);
            const children = [
              new Paragraph({ alignment, children: [new TextRun({ text: value, size: 18, bold: index === 0 })] }),
            ];
            return new TableCell({ width: { size, type: WidthType.PERCENTAGE }, children });
          }),
        }),
    ),
  });
}
